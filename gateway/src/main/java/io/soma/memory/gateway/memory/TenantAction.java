package io.soma.memory.gateway.memory;

import io.soma.memory.gateway.server.HttpCall;
import io.soma.memory.gateway.server.Reply;
import java.util.concurrent.CompletionStage;

/** What a route does for a caller who may do it. */
@FunctionalInterface
interface TenantAction {

  CompletionStage<Reply> answer(Caller caller, HttpCall call);
}
