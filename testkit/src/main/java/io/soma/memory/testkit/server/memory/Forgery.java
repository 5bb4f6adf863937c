package io.soma.memory.testkit.server.memory;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * An answer that is not the true one.
 *
 * @param afterEffect whether the request takes its effect nevertheless
 */
record Forgery(ScriptedAnswer answer, boolean afterEffect) {
  private static final String OTHER = "-0.25,0.125,-0.0625";
  private static final String PAGE =
      "<html><body><h1>Welcome to the hotel's WiFi</h1></body></html>";

  /** A fault's false answer; null if the fault answers truthfully or not at all. */
  static @Nullable Forgery of(Fault fault, Operation operation) {
    if (fault instanceof Fault.GarbageBody garbage) {
      return new Forgery(ScriptedAnswer.text(200, "text/html", PAGE), garbage.afterEffect());
    }
    if (fault instanceof Fault.EmptyBody empty) {
      return new Forgery(ScriptedAnswer.text(200, ScriptedAnswer.JSON, ""), empty.afterEffect());
    }
    if (fault instanceof Fault.WrongCoordinate wrong) {
      ObjectNode body = elsewhere(operation);
      return body == null ? null : new Forgery(ScriptedAnswer.json(200, body), wrong.afterEffect());
    }
    if (fault instanceof Fault.StatusAfterEffect after) {
      return new Forgery(ScriptedAnswer.detail(after.status(), "Failed behind the effect"), true);
    }
    ScriptedAnswer refusal = refusal(fault);
    return refusal == null ? null : new Forgery(refusal, false);
  }

  private static @Nullable ScriptedAnswer refusal(Fault fault) {
    if (fault instanceof Fault.StatusBeforeEffect before) {
      return ScriptedAnswer.detail(before.status(), before.detail());
    }
    if (fault instanceof Fault.Throttle throttle) {
      ScriptedAnswer answer = ScriptedAnswer.detail(throttle.status(), "Too many requests");
      String retryAfter = throttle.retryAfter();
      return retryAfter == null ? answer : answer.withHeader("Retry-After", retryAfter);
    }
    if (fault instanceof Fault.Unauthorized) {
      return ScriptedAnswer.detail(401, "Unauthorized");
    }
    if (fault instanceof Fault.Redirect redirect) {
      return ScriptedAnswer.text(redirect.status(), "text/html", "")
          .withHeader("Location", redirect.location());
    }
    return null;
  }

  private static @Nullable ObjectNode elsewhere(Operation operation) {
    return switch (operation) {
      case STORE -> LosslessJson.object().put("coord", OTHER).put("memory_type", "episodic");
      case DELETE -> LosslessJson.object().put("coord", OTHER).put("deleted", true);
      case LINK ->
          LosslessJson.object()
              .put("from_coord", OTHER)
              .put("to_coord", OTHER)
              .put("link_type", "related")
              .put("ok", true);
      case FETCH -> {
        ObjectNode body = LosslessJson.object();
        ObjectNode memory = body.putObject("memory").put("memory_type", "episodic");
        memory.putRawValue("coordinate", LosslessJson.raw("[" + OTHER + "]")).putObject("payload");
        yield body;
      }
      case SEARCH, NEIGHBORS, PATH, HEALTH, NONE -> null;
    };
  }
}
