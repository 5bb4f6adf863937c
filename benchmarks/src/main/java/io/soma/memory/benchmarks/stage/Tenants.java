package io.soma.memory.benchmarks.stage;

import java.util.List;
import java.util.stream.IntStream;

/** The tenants of the benchmarks, and the topics through which their events travel. */
public final class Tenants {

  /** The prefix of a tenant in the topics that Soma Memory makes. */
  public static final String TOPIC_PREFIX = "soma.memory.writes.";

  private static final String PREFIX = "tenant-";

  private Tenants() {}

  /** So many of them. */
  public static List<String> first(int count) {
    return IntStream.range(0, count).mapToObj(Tenants::numbered).toList();
  }

  /** The one with this number, from 0 on. */
  public static String numbered(int number) {
    return PREFIX + number;
  }

  /** How callers name it. */
  public static String namespace(String tenant) {
    return "bench:" + tenant;
  }
}
