package io.soma.memory.gateway.memory;

import io.soma.memory.gateway.server.Endpoint;
import io.soma.memory.gateway.server.HttpCall;
import io.soma.memory.gateway.server.RefusedRequestException;
import io.soma.memory.gateway.server.Reply;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Lets a request through to its action once it is known who calls, that it may, and that its tenant
 * has room; nothing of the body is read before.
 */
final class TenantEndpoint implements Endpoint {

  private final Callers callers;
  private final Admission admission;
  private final TenantAction action;

  TenantEndpoint(Callers callers, Admission admission, TenantAction action) {
    this.callers = callers;
    this.admission = admission;
    this.action = action;
  }

  @Override
  public CompletionStage<Reply> answer(HttpCall call) {
    Caller caller;
    Runnable leave;
    try {
      caller = callers.of(call);
      leave = admission.enter(caller.tenant(), call.bodyBytes());
    } catch (RuntimeException e) {
      throw new RefusedRequestException(Failures.replyTo(e));
    }
    return answer(caller, call)
        .handle(
            (reply, failure) -> {
              leave.run();
              return (failure == null ? reply : Failures.replyTo(caller, failure))
                  .with("X-Request-ID", caller.requestId().value());
            });
  }

  private CompletionStage<Reply> answer(Caller caller, HttpCall call) {
    try {
      return action.answer(caller, call);
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }
}
