package io.soma.memory.sandbox.demo;

/** The acts of the demo, each with its share of the time. */
enum DemoAct {
  /** Not measured: a program that has just started is slower. */
  WARMING_UP(0.15, "warming up"),
  WELL(0.15, "all is well"),
  HANGING(0.25, "one tenant's requests hang"),
  DOWN(0.20, "the whole memory service is down"),
  BACK(0.25, "the memory service is back");

  private final double share;
  private final String title;

  DemoAct(double share, String title) {
    this.share = share;
    this.title = title;
  }

  String title() {
    return title;
  }

  long millisOf(int seconds) {
    return Math.round(share * seconds * 1000);
  }
}
