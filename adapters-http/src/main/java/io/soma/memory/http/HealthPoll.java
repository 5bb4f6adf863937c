package io.soma.memory.http;

import io.soma.memory.domain.read.ServiceHealth;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.function.Function;

/**
 * Asks the health routes of the memory service until one says whether it takes writes.
 *
 * <p>{@code /readyz} and {@code /health/basic} name the stores with 200 in every state; {@code
 * /healthz} names them only if all are up. Without a vector store, it always answers 503 without
 * naming them. A service that names them nowhere is not unhealthy, but unknown. Safe for many
 * threads.
 */
final class HealthPoll {

  /** Those that tell most come first; only the first two are about being ready. */
  private static final List<String> ROUTES = List.of("readyz", "health/basic", "healthz");

  private static final String LIVENESS = "healthz";

  private final ReadRoutes routes;
  private final CallExecution caller;
  private volatile String telling = ROUTES.get(0);

  HealthPoll(ReadRoutes routes, CallExecution caller) {
    this.routes = routes;
    this.caller = caller;
  }

  ServiceHealth ask(Duration timeout) {
    long deadline = System.nanoTime() + timeout.toNanos();
    return ask(route -> call(route, Duration.ofNanos(deadline - System.nanoTime())));
  }

  private ServiceHealth ask(Function<String, HttpReply> call) {
    StringJoiner said = new StringJoiner(", ");
    boolean failing = false;
    for (String route : inOrder()) {
      HttpReply reply = call.apply(route);
      if (reply instanceof HttpReply.Final last
          && last.answer() instanceof UnjudgedAnswer.Unanswered none) {
        return new ServiceHealth(false, none.detail());
      }
      if (reply instanceof HttpReply.Whole whole) {
        HealthBody stores = HealthBody.read(whole.body());
        if (stores != null) {
          telling = route;
          return new ServiceHealth(stores.acceptsWrites(), stores.detail());
        }
      }
      int status = statusOf(reply);
      failing |= status / 100 == 5 && !route.equals(LIVENESS);
      said.add("/" + route + " answers " + status);
    }
    String detail = said + " without a word about kv_store";
    return failing ? new ServiceHealth(false, detail) : ServiceHealth.unknown(detail);
  }

  private HttpReply call(String route, Duration timeout) {
    return caller.call(
        new ReadAttempt(routes.health(CallHeaders.ANONYMOUS, route, BodyLimit.WRITE)), timeout);
  }

  // The one that told last time comes first, so that a look is one call.
  private List<String> inOrder() {
    List<String> order = new ArrayList<>(ROUTES);
    order.remove(telling);
    order.add(0, telling);
    return order;
  }

  private static int statusOf(HttpReply reply) {
    return reply.fold(
        HttpReply.Whole::status,
        last -> last.answer().fold(UnjudgedAnswer.Answered::status, none -> 0));
  }
}
