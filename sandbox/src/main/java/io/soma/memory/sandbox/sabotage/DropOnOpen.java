package io.soma.memory.sandbox.sabotage;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import io.soma.memory.app.usecase.guard.TenantGuards;
import io.soma.memory.domain.outbox.EventId;
import io.soma.memory.domain.write.Delivery;
import io.soma.memory.ports.driven.Enqueued;
import io.soma.memory.ports.driven.Outbox;
import io.soma.memory.postgres.PostgresStore;
import jakarta.inject.Singleton;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/** An outbox that only pretends to keep writes that arrive while the tenant's circuit is open. */
final class DropOnOpen extends AbstractModule {

  @Provides
  @Singleton
  static Outbox outbox(PostgresStore store, TenantGuards guards) {
    Outbox real = store.outbox();
    return (Outbox)
        Proxy.newProxyInstance(
            Outbox.class.getClassLoader(),
            new Class<?>[] {Outbox.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("enqueue")
                  && arguments[0] instanceof Delivery delivery
                  && guards.circuit(delivery.tenant()).keepsCallsAway()) {
                return Enqueued.added(new EventId(0), delivery.idempotencyKey());
              }
              try {
                return method.invoke(real, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
