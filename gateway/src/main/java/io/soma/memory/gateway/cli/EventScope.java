package io.soma.memory.gateway.cli;

import picocli.CommandLine.Option;

/** The tenant and the topic of the events that a command applies to. */
final class EventScope {

  @Option(names = "--tenant", defaultValue = "", description = "of this tenant only")
  private String tenant = "";

  @Option(
      names = "--topic",
      defaultValue = "",
      description = "of this topic only, such as memory.store")
  private String topic = "";

  /** Empty for all. */
  String tenant() {
    return tenant;
  }

  /** Empty for all. */
  String topic() {
    return topic;
  }
}
