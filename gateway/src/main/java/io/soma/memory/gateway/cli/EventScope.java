package io.soma.memory.gateway.cli;

import picocli.CommandLine.Option;

/** Of whom, and of what kind, the events are that a command is about. */
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
