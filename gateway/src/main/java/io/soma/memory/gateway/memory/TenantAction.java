package io.soma.memory.gateway.memory;

import io.soma.memory.gateway.server.HttpCall;
import io.soma.memory.gateway.server.Reply;
import java.util.concurrent.CompletionStage;

/** The action of a route for a permitted caller. */
@FunctionalInterface
interface TenantAction {

  /**
   * Answers.
   *
   * @param room of the call's body, and of what it reads
   */
  CompletionStage<Reply> answer(Caller caller, HttpCall call, AdmissionTicket room);
}
