package io.soma.memory.benchmarks.drain;

import io.soma.memory.benchmarks.peer.GruelboxOutbox;
import io.soma.memory.benchmarks.peer.KafkaSender;
import io.soma.memory.benchmarks.peer.NamastackOutbox;
import io.soma.memory.benchmarks.report.Stopwatch;
import io.soma.memory.benchmarks.report.Turn;
import io.soma.memory.benchmarks.stage.BenchmarkServers;
import io.soma.memory.benchmarks.stage.Database;
import io.soma.memory.benchmarks.stage.Tenants;
import io.soma.memory.benchmarks.stage.Topics;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.TopicPartition;

/**
 * Rounds of the other outboxes; the first of each pays for the compiler, and the median forgets it.
 */
final class PeerDrain implements AutoCloseable {

  private static final int GRUELBOX_EVENTS = 5_000;
  private static final int NAMASTACK_EVENTS = 10_000;
  private static final String PREFIX = "peer.";

  private final Database database;
  private final Topics topics;
  private final KafkaSender sender;
  private final GruelboxOutbox gruelbox;
  private final NamastackOutbox namastack;

  /** Both with tables in a database of theirs. */
  PeerDrain(BenchmarkServers stage) throws ExecutionException, InterruptedException {
    database = stage.newDatabase();
    topics = Topics.of(stage, Tenants.first(DrainBenchmark.TENANTS), PREFIX);
    sender = new KafkaSender(stage.brokers(), PREFIX);
    gruelbox = new GruelboxOutbox(database, sender);
    namastack = new NamastackOutbox(database, sender);
  }

  /** Events per second, and the processor time of each. */
  Turn gruelbox() throws SQLException, ExecutionException, InterruptedException {
    gruelbox.clear();
    gruelbox.fill(GRUELBOX_EVENTS, DrainBenchmark.TENANTS);
    database.settle();
    Map<TopicPartition, Long> before = topics.ends();
    Stopwatch watch = Stopwatch.start();
    gruelbox.drain();
    Turn turn = watch.stop(GRUELBOX_EVENTS);
    topics.checkCount(before, GRUELBOX_EVENTS);
    return turn;
  }

  /** Events per second, and the processor time of each. */
  Turn namastack() throws SQLException, ExecutionException, InterruptedException {
    Map<TopicPartition, Long> before = topics.ends();
    namastack.fill(NAMASTACK_EVENTS, DrainBenchmark.TENANTS);
    Stopwatch watch = Stopwatch.start();
    namastack.awaitDrained();
    Turn turn = watch.stop(NAMASTACK_EVENTS);
    topics.checkOrder(before, NAMASTACK_EVENTS);
    return turn;
  }

  @Override
  public void close() {
    namastack.close();
    gruelbox.close();
    sender.close();
    topics.close();
    database.close();
  }
}
