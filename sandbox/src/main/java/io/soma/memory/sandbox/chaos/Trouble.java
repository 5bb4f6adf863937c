package io.soma.memory.sandbox.chaos;

import io.soma.memory.sandbox.serve.InjectedFaults;
import io.soma.memory.testkit.server.memory.Fault;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A temporary fault, with its beginning and end. */
public enum Trouble {
  MEMORY_DOWN(
      Front.MEMORY,
      "the whole memory service is down",
      (all, any) -> all.memory().goDown(),
      (all, any) -> all.memory().comeBack()),
  HANGING("requests hang", new Fault.Hang(Fault.WhenCleared.DROP)),
  /** After our deadline, so that the service executes abandoned calls. */
  LATE(
      Front.MEMORY,
      "%s: requests take effect late",
      (all, which) ->
          all.memory()
              .faults()
              .forTenant(Deployment.tenant(which))
              .set(new Fault.Delay(all.deadline().plusSeconds(1))),
      (all, which) -> all.memory().faults().forTenant(Deployment.tenant(which)).clear()),
  FAILING("requests fail", new Fault.StatusBeforeEffect(500, "out of order")),
  FALSE_ERRORS("requests take effect and are answered 502", new Fault.StatusAfterEffect(502)),
  LOST_ANSWERS("requests take effect and are not answered", new Fault.ResetAfterEffect()),
  GARBAGE("requests take effect and are answered with a page", new Fault.GarbageBody(true)),
  THROTTLED("requests are throttled", new Fault.Throttle(429, "2")),

  KILLED_SERVICE(
      Front.SERVICES,
      "%s: killed",
      (all, which) -> all.service(which).kill(),
      (all, which) -> all.service(which).start()),
  ENDED_SERVICE(
      Front.SERVICES,
      "%s: told to end",
      (all, which) -> all.service(which).terminate(),
      (all, which) -> all.service(which).start()),
  STOPPED_SERVICE(
      Front.SERVICES,
      "%s: stands still",
      (all, which) -> all.service(which).signal("STOP"),
      (all, which) -> all.service(which).signal("CONT")),
  /** So long that its leases run out. */
  OVERSLEPT_SERVICE(
      Front.SERVICES,
      "%s: stands still until its leases are over",
      new Hold(50, 55),
      (all, which) -> all.service(which).signal("STOP"),
      (all, which) -> all.service(which).signal("CONT")),
  /** Every loop of its background meets an Error, again and again. */
  BROKEN_LOOPS(
      Front.SERVICES,
      "%s: a class is missing in its background",
      (all, which) -> all.service(which).fault(InjectedFaults.MISSING_CLASS),
      (all, which) -> all.service(which).noFault()),
  OUT_OF_MEMORY(
      Front.SERVICES,
      "%s: runs out of memory",
      (all, which) -> all.service(which).runOutOfMemory(),
      (all, which) -> all.service(which).start()),
  /** Back for the first service, and forward for the other. */
  STEPPED_SERVICE(
      Front.SERVICES,
      "%s: its clock steps by minutes",
      (all, which) ->
          all.service(which)
              .fault(which == 0 ? InjectedFaults.CLOCK_BEHIND : InjectedFaults.CLOCK_AHEAD),
      (all, which) -> all.service(which).noFault()),
  MEMORY_PRESSURE(
      Front.SERVICES,
      "%s: other callers send large bodies",
      (all, which) -> all.service(which).press(),
      (all, which) -> all.service(which).noPressure()),
  CUT_DATABASE(
      Front.SERVICES,
      "%s: cut off from PostgreSQL",
      (all, which) -> {
        all.service(which).database().refuse();
        all.service(which).database().cutNow();
      },
      (all, which) -> all.service(which).database().pass()),
  SILENT_DATABASE(
      Front.SERVICES,
      "%s: hears nothing from PostgreSQL, and is not heard",
      (all, which) -> all.service(which).database().blackhole(),
      (all, which) -> all.service(which).database().pass()),
  LOST_COMMITS(
      Front.SERVICES,
      "%s: is heard by PostgreSQL, and hears nothing",
      (all, which) -> all.service(which).database().dropReplies(),
      (all, which) -> all.service(which).database().pass()),

  KILLED_POSTGRES(
      Front.SERVERS,
      "PostgreSQL is killed",
      (all, any) -> all.postgres().kill(),
      (all, any) -> all.postgres().restart()),
  MOVED_PRIMARY(
      Front.SERVERS,
      "PostgreSQL moves to a standby, and the former primary goes on read-only",
      (all, any) -> all.database().moveAway(),
      (all, any) -> all.database().endOthers()),
  FAILED_OVER(
      Front.SERVERS,
      "PostgreSQL is killed, and a standby takes over",
      (all, any) -> all.database().failOver(),
      (all, any) -> all.database().endOthers()),
  KILLED_BROKER(
      Front.SERVERS,
      "the Kafka broker is killed",
      (all, any) -> all.broker().kill(),
      (all, any) -> all.broker().restart()),
  STOPPED_BROKER(
      Front.SERVERS,
      "the Kafka broker stands still",
      (all, any) -> all.signalBroker("STOP"),
      (all, any) -> all.signalBroker("CONT")),
  /** What P1 then means is judged by what the standby lacks. */
  LOST_TAIL(
      Front.SERVERS,
      "PostgreSQL is killed, and a standby takes over that lacks the last commits",
      (all, any) -> all.loseTail(),
      (all, any) -> all.database().endOthers()),
  /** For longer than any of our timeouts. */
  HUNG_COMMITS(
      Front.SERVERS,
      "commits hang in PostgreSQL, and succeed in the end",
      new Hold(30, 40),
      (all, any) -> HungCommits.begin(all.postgres()),
      (all, any) -> HungCommits.end(all.postgres())),
  READ_DENIED(
      Front.SERVERS,
      "the replayers may not read the first tenant's topic",
      (all, any) -> all.broker().denyRead(Deployment.FIRST_TOPIC),
      (all, any) -> all.broker().allowRead(Deployment.FIRST_TOPIC)),
  REVOKED_RIGHTS(
      Front.SERVERS,
      "the services may not use the table of events",
      (all, any) -> DatabaseRole.revoke(all.postgres()),
      (all, any) -> DatabaseRole.grant(all.postgres())),
  FULL_DISK(
      Front.SERVERS,
      "PostgreSQL has no room for events",
      (all, any) -> FullDisk.fill(all.postgres()),
      (all, any) -> FullDisk.empty(all.postgres())),
  CLOCK_BACK(
      Front.SERVERS,
      "PostgreSQL's clock steps back by minutes",
      (all, any) -> DatabaseClock.step(all.postgres(), DatabaseClock.STEP.negated()),
      (all, any) -> DatabaseClock.step(all.postgres(), Duration.ZERO)),
  CLOCK_AHEAD(
      Front.SERVERS,
      "PostgreSQL's clock steps forward by minutes",
      (all, any) -> DatabaseClock.step(all.postgres(), DatabaseClock.STEP),
      (all, any) -> DatabaseClock.step(all.postgres(), Duration.ZERO)),

  REFUSED_WRITES("sends writes that the memory service refuses", PoisonKind.REFUSED),
  BREAKING_WRITES("sends writes that the memory service answers 500 for ever", PoisonKind.BREAKING),
  UNMENDED_WRITES(
      "sends writes that the memory service refuses until an operator mends it",
      PoisonKind.UNTIL_MENDED),

  REPLAYED(
      Front.OPERATORS,
      "%s: an operator replays what failed",
      (all, which) -> all.operator().replay(Deployment.tenant(which), false),
      (all, which) -> all.operator().replay(Deployment.tenant(which), false)),
  MENDED(
      Front.OPERATORS,
      "%s: an operator mends the memory service, and replays what failed",
      (all, which) -> {
        all.poisons().mended(true);
        all.operator().replay(Deployment.tenant(which), false);
      },
      (all, which) -> all.poisons().mended(false)),
  FORCED_REPLAY(
      Front.OPERATORS,
      "%s: an operator mends the memory service, and replays by force what failed",
      (all, which) -> {
        all.poisons().mended(true);
        all.operator().replay(Deployment.tenant(which), true);
      },
      (all, which) -> all.poisons().mended(false)),
  DISCARDED(
      Front.OPERATORS,
      "%s: an operator discards what failed",
      (all, which) -> all.operator().discard(Deployment.tenant(which)),
      (all, which) -> all.operator().discard(Deployment.tenant(which))),
  FORCED_OPEN(
      Front.OPERATORS,
      "%s: an operator forces its circuit open",
      (all, which) -> all.operator().force(Deployment.tenant(which), "open"),
      (all, which) -> all.operator().release(Deployment.tenant(which))),
  FORCED_CLOSED(
      Front.OPERATORS,
      "%s: an operator forces its circuit closed",
      (all, which) -> all.operator().force(Deployment.tenant(which), "closed"),
      (all, which) -> all.operator().release(Deployment.tenant(which)));

  private final Front front;

  /** With a placeholder for the target, unless it affects all. */
  private final String inWords;

  private final Hold hold;
  private final Act beginning;
  private final Act end;

  Trouble(Front front, String inWords, Act beginning, Act end) {
    this(front, inWords, Hold.USUAL, beginning, end);
  }

  Trouble(Front front, String inWords, Hold hold, Act beginning, Act end) {
    this.front = front;
    this.inWords = inWords;
    this.hold = hold;
    this.beginning = beginning;
    this.end = end;
  }

  /** One tenant's requests to the memory service. */
  Trouble(String inWords, Fault fault) {
    this(
        Front.MEMORY,
        "%s: " + inWords,
        (all, which) -> all.memory().faults().forTenant(Deployment.tenant(which)).set(fault),
        (all, which) -> all.memory().faults().forTenant(Deployment.tenant(which)).clear());
  }

  /** One tenant's writes. */
  Trouble(String inWords, PoisonKind poison) {
    this(
        Front.CALLERS,
        "%s: " + inWords,
        (all, which) -> all.poisons().begin(Deployment.tenant(which), poison),
        (all, which) -> all.poisons().end(Deployment.tenant(which)));
  }

  /** As a person writes it. */
  public String optionName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The trouble that a person wrote. */
  public static Optional<Trouble> ofOption(String name) {
    return Arrays.stream(values()).filter(one -> one.optionName().equals(name)).findFirst();
  }

  /** All of them, as a person writes them. */
  public static List<String> optionNames() {
    return Arrays.stream(values()).map(Trouble::optionName).toList();
  }

  /** Whether calls to the memory service pass, or are never sent. */
  boolean sparesCalls() {
    return switch (this) {
      case KILLED_SERVICE, ENDED_SERVICE, CUT_DATABASE, SILENT_DATABASE, LOST_COMMITS -> true;
      default -> front == Front.SERVERS && this != LOST_TAIL;
    };
  }

  Front front() {
    return front;
  }

  /** How long it may last. */
  Hold hold() {
    return hold;
  }

  /** The trouble and its target, in words. */
  String inWords(int which) {
    return String.format(Locale.ROOT, inWords, front.name(which));
  }

  /** Begins, for one of those that its front has. */
  void begin(Deployment deployment, int which) throws Exception {
    beginning.on(deployment, which);
  }

  /** Makes it good. */
  void end(Deployment deployment, int which) throws Exception {
    end.on(deployment, which);
  }

  /** An action on a deployment, or on one of its services or tenants. */
  @FunctionalInterface
  private interface Act {
    void on(Deployment deployment, int which) throws Exception;
  }

  /** From how many seconds to how many. */
  record Hold(int least, int most) {
    static final Hold USUAL = new Hold(1, 7);
  }
}
