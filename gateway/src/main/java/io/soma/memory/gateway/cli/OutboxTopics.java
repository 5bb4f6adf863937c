package io.soma.memory.gateway.cli;

import io.soma.memory.app.config.MemoryConfig;
import io.soma.memory.app.deployment.TopicCleanup;
import io.soma.memory.app.deployment.TopicCleanup.TenantTopic;
import io.soma.memory.domain.InvalidInputException;
import io.soma.memory.domain.tenant.TenantId;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./soma outbox topics}. */
@Command(
    name = "topics",
    description =
        "Shows the Kafka topics of tenants, and removes idle ones with --remove. A topic is kept"
            + " while its tenant has an unconfirmed event, and while it holds a record that a"
            + " consumer group has not read or that is young. Only topics under"
            + " SOMABRAIN_KAFKA_TOPIC_PREFIX are looked at. Takes the variables of ./soma serve,"
            + " and needs no running service; its role in Kafka needs the right to list and delete"
            + " topics and to describe consumer groups.")
public final class OutboxTopics implements Callable<Integer> {

  private final Map<String, String> environment;
  private final InstantSource clock;

  @Option(
      names = "--idle-hours",
      defaultValue = "168",
      description = "how old the newest record must be; ${DEFAULT-VALUE}, 1 at least")
  private int idleHours;

  @Option(
      names = "--tenant",
      paramLabel = "TENANT",
      defaultValue = "",
      description = "of this one only")
  private String tenant = "";

  @Option(names = "--remove", description = "remove the idle ones; without it, nothing is changed")
  private boolean remove;

  @Spec private CommandSpec spec;

  /** Of this process's environment. */
  public OutboxTopics() {
    this(System.getenv(), InstantSource.system());
  }

  /** Of other variables, and another time. */
  public OutboxTopics(Map<String, String> environment, InstantSource clock) {
    this.environment = environment;
    this.clock = clock;
  }

  @Override
  public Integer call() {
    CommandLog.withoutLibraries();
    if (idleHours < 1) {
      throw new ParameterException(spec.commandLine(), "--idle-hours: must be 1 or more");
    }
    TopicCleanup cleanup = new TopicCleanup(MemoryConfig.from(environment), clock);
    Duration idle = Duration.ofHours(idleHours);
    print(remove ? cleanup.remove(idle, only()) : cleanup.look(idle, only()));
    return 0;
  }

  private void print(List<TenantTopic> topics) {
    PrintWriter out = spec.commandLine().getOut();
    Table table = new Table("TOPIC", "TENANT", "STATE");
    int idle = 0;
    for (TenantTopic topic : topics) {
      idle += topic.keptFor() == null ? 1 : 0;
      table.row(topic.name(), topic.tenant().value(), state(topic.keptFor()));
    }
    out.print(topics.isEmpty() ? "no topics of tenants\n" : table.text());
    out.printf(
        Locale.ROOT,
        "%d of %d topics %s%n",
        idle,
        topics.size(),
        remove ? "removed" : "are idle; --remove removes them");
    out.flush();
  }

  private String state(@Nullable String keptFor) {
    if (keptFor != null) {
      return "kept for " + keptFor;
    }
    return remove ? "removed" : "idle";
  }

  private @Nullable TenantId only() {
    try {
      return tenant.isEmpty() ? null : new TenantId(tenant);
    } catch (InvalidInputException e) {
      throw new ParameterException(spec.commandLine(), "--tenant: " + e.getMessage());
    }
  }
}
