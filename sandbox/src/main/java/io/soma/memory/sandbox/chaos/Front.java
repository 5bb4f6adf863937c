package io.soma.memory.sandbox.chaos;

/** Where trouble comes from. Each front has one trouble at a time, beside those of the others. */
enum Front {
  /** The memory service, for all tenants or for one. */
  MEMORY,
  /** The services' own processes, and their ways to PostgreSQL. */
  SERVICES,
  /** PostgreSQL and Kafka themselves. */
  SERVERS,
  /** The tenants' own writes. */
  CALLERS,
  /** People with the admin API. */
  OPERATORS;

  /** Among how many a trouble chooses. */
  int choices(ChaosOptions options) {
    return switch (this) {
      case MEMORY, CALLERS, OPERATORS -> options.tenants();
      case SERVICES -> options.shape().instances();
      case SERVERS -> 1;
    };
  }

  /** The target of a trouble; blank if there is only one. */
  String name(int which) {
    return switch (this) {
      case MEMORY, CALLERS, OPERATORS -> Deployment.tenant(which);
      case SERVICES -> "service " + (which + 1);
      case SERVERS -> "";
    };
  }
}
