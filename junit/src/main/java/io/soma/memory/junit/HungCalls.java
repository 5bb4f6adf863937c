package io.soma.memory.junit;

import io.soma.memory.domain.read.ReadContext;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.domain.write.Delivery;
import io.soma.memory.ports.driven.MemoryService;
import io.soma.memory.testkit.fake.ManualClock;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Calls that hang by the test's clock. One on the test's own thread moves the clock to its end, as
 * nothing else could; one on another thread waits until the clock is there. Safe for many threads.
 */
final class HungCalls {

  private final ManualClock clock;
  private final Thread test = Thread.currentThread();
  private final Set<TenantId> hanging = new HashSet<>();
  private int waiting;

  HungCalls(ManualClock clock) {
    this.clock = clock;
  }

  /** Wraps the service, so that its calls go through this class first. */
  MemoryService before(MemoryService service) {
    return (MemoryService)
        Proxy.newProxyInstance(
            MemoryService.class.getClassLoader(),
            new Class<?>[] {MemoryService.class},
            (proxy, method, arguments) -> {
              sitOut(arguments);
              try {
                return method.invoke(service, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  synchronized void hang(TenantId tenant) {
    hanging.add(tenant);
  }

  synchronized void release(TenantId tenant) {
    hanging.remove(tenant);
    notifyAll();
  }

  synchronized void releaseAll() {
    hanging.clear();
    notifyAll();
  }

  synchronized void advance(Duration duration) {
    clock.advance(duration);
    notifyAll();
  }

  /** Calls of other threads that wait for the clock. */
  synchronized int waiting() {
    return waiting;
  }

  private synchronized void sitOut(Object @Nullable [] arguments) throws InterruptedException {
    if (arguments == null
        || !(arguments[arguments.length - 1] instanceof Duration timeout)
        || !hangs(tenantOf(arguments[0]))) {
      return;
    }
    if (Thread.currentThread() == test) {
      advance(timeout);
      return;
    }
    long end = clock.nanos() + timeout.toNanos();
    waiting++;
    try {
      while (hangs(tenantOf(arguments[0])) && clock.nanos() < end) {
        wait();
      }
    } finally {
      waiting--;
    }
  }

  private boolean hangs(@Nullable TenantId tenant) {
    return tenant != null && hanging.contains(tenant);
  }

  private static @Nullable TenantId tenantOf(Object call) {
    if (call instanceof Delivery delivery) {
      return delivery.tenant();
    }
    return call instanceof ReadContext context ? context.namespace().tenant() : null;
  }
}
