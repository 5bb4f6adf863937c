package io.soma.memory.sandbox.chaos;

/** Where trouble comes from. Each front has one trouble at a time, beside those of the others. */
enum Front {
  /** The memory service, for all tenants or for one. */
  MEMORY,
  /** The services' own processes, and their ways to PostgreSQL. */
  SERVICES,
  /** PostgreSQL and Kafka themselves. */
  SERVERS;

  /** Among how many a trouble chooses. */
  int choices(ChaosOptions options) {
    return switch (this) {
      case MEMORY -> options.tenants();
      case SERVICES -> Deployment.SERVICES;
      case SERVERS -> 1;
    };
  }

  /** The target of a trouble; blank if there is only one. */
  String name(int which) {
    return switch (this) {
      case MEMORY -> Deployment.tenant(which);
      case SERVICES -> "service " + (which + 1);
      case SERVERS -> "";
    };
  }
}
