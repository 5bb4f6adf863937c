package io.soma.memory.sandbox.demo;

/** The acts of the demo, each with its share of the time. */
enum Stage {
  WELL(0.20, "all is well"),
  HANGING(0.30, "one tenant's requests hang"),
  DOWN(0.20, "the whole memory service is down"),
  BACK(0.30, "the memory service is back");

  private final double share;
  private final String title;

  Stage(double share, String title) {
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
