package io.soma.memory.testkit.protocol;

import java.util.Map;
import java.util.TreeMap;

/** The scopes in which the protocol is searched. */
public final class ProtocolScopes {

  /** Calls to the memory service without an answer. */
  public static final Scope ANSWERS = Scope.ofWrites(3).with(ModelFault.NO_ANSWER, 2);

  /** A right to deliver that runs out under a slow holder. */
  public static final Scope TAKEOVER =
      Scope.ofWrites(2).with(ModelFault.NO_ANSWER, 1).with(ModelFault.SLOW_REPLAY, 1);

  /** A commit that hangs, beside looks that take time. */
  public static final Scope COMMITS =
      Scope.ofWrites(2).with(ModelFault.HANGING_COMMIT, 1).withSlowLooks(0);

  /** The same, where the other instance looks slowly. */
  public static final Scope COMMITS_SEEN_ELSEWHERE =
      Scope.ofWrites(2).with(ModelFault.HANGING_COMMIT, 1).withSlowLooks(1);

  /** A commit that hangs among three writes. */
  public static final Scope LOST_ANSWERS = Scope.ofWrites(3).with(ModelFault.HANGING_COMMIT, 1);

  /** A commit that hangs, and a process that is killed. */
  public static final Scope CRASHES =
      Scope.ofWrites(2).with(ModelFault.HANGING_COMMIT, 1).with(ModelFault.CRASH, 1);

  /** A commit that hangs, and an instance that cannot look. */
  public static final Scope BLINDNESS =
      Scope.ofWrites(2).with(ModelFault.HANGING_COMMIT, 1).with(ModelFault.BLINDNESS, 1);

  /** A commit that hangs, and a process that stands still. */
  public static final Scope PAUSES =
      Scope.ofWrites(2).with(ModelFault.HANGING_COMMIT, 1).with(ModelFault.PAUSE, 1);

  /** A machine that is suspended while its process delivers. */
  public static final Scope SUSPENSIONS =
      Scope.ofWrites(2).with(ModelFault.NO_ANSWER, 1).with(ModelFault.SUSPENSION, 1);

  /** A write that is refused, and an operator who has it replayed. */
  public static final Scope OPERATORS =
      Scope.ofWrites(2)
          .with(ModelFault.REFUSAL, 1)
          .with(ModelFault.OPERATOR_REPLAY, 1)
          .with(ModelFault.PURGE, 1);

  /** A slow relay, and a transport that forgets. */
  public static final Scope RELAYS =
      Scope.ofWrites(1)
          .with(ModelFault.LOST_RECORDS, 1)
          .with(ModelFault.SLOW_RELAY, 1)
          .withSlowRelay();

  /** A database that is restored. */
  public static final Scope RESTORES = Scope.ofWrites(2).with(ModelFault.RESTORE, 1);

  private ProtocolScopes() {}

  /** The scopes of every build, by name: some 500 000 states. */
  public static Map<String, Scope> everyBuild() {
    Map<String, Scope> scopes = new TreeMap<>();
    scopes.put("answers", ANSWERS);
    scopes.put("takeover", TAKEOVER);
    scopes.put("commits", COMMITS);
    scopes.put("commits seen elsewhere", COMMITS_SEEN_ELSEWHERE);
    scopes.put("crashes", CRASHES);
    scopes.put("blindness", BLINDNESS);
    scopes.put("pauses", PAUSES);
    scopes.put("suspensions", SUSPENSIONS);
    scopes.put("operators", OPERATORS);
    scopes.put("relays", RELAYS);
    scopes.put("restores", RESTORES);
    return scopes;
  }

  /** The larger ones of {@code -Pexhaustive}, by name: some 2.4 million states. */
  public static Map<String, Scope> exhaustive() {
    Scope three = Scope.ofWrites(3);
    Map<String, Scope> scopes = new TreeMap<>();
    scopes.put("takeover of three", three.with(ModelFault.SLOW_REPLAY, 1));
    scopes.put(
        "suspensions of three", three.with(ModelFault.NO_ANSWER, 1).with(ModelFault.SUSPENSION, 1));
    scopes.put("commits of three", LOST_ANSWERS);
    scopes.put("crashes of three", three.with(ModelFault.CRASH, 1));
    scopes.put(
        "operators of three",
        three
            .with(ModelFault.REFUSAL, 1)
            .with(ModelFault.OPERATOR_REPLAY, 1)
            .with(ModelFault.PURGE, 1));
    scopes.put(
        "relays of two",
        Scope.ofWrites(2)
            .with(ModelFault.LOST_RECORDS, 1)
            .with(ModelFault.SLOW_RELAY, 1)
            .withSlowRelay());
    scopes.put("restores of three", three.with(ModelFault.RESTORE, 1));
    scopes.put("answers of four", Scope.ofWrites(4).with(ModelFault.NO_ANSWER, 1));
    return scopes;
  }
}
