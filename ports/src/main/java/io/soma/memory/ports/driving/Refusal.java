package io.soma.memory.ports.driving;

/** Why an event was left alone. */
public enum Refusal {
  NOT_FOUND("there is no such event", false),
  ALREADY_PENDING("it is waiting, and will be delivered", false),
  CONFIRMED("the memory service has confirmed it", true),
  OVERTAKEN("a newer write to the same address is confirmed, or on its way", true),
  NOT_FAILED("it has not failed and may yet be delivered", true),
  RETAINED("the memory service has confirmed it; it leaves when its retention is over", false),
  IN_DELIVERY(
      "an event of its tenant is being sent; try again, or force the tenant's circuit open before",
      false),
  CHANGED_MEANWHILE("it changed in this moment; look again", false);

  private final String words;
  private final boolean forcible;

  Refusal(String words, boolean forcible) {
    this.words = words;
    this.forcible = forcible;
  }

  /** The reason as a sentence for people. */
  public String words() {
    return words;
  }

  /** Whether the same order passes with {@code force}. */
  public boolean forcible() {
    return forcible;
  }
}
