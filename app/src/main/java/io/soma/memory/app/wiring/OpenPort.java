package io.soma.memory.app.wiring;

import io.soma.memory.app.usecase.client.ShutdownGate;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/**
 * A driving port that refuses every call after the close, where the closed adapters behind it would
 * report an outage. Calls under way at the close are not waited for.
 */
final class OpenPort {

  private OpenPort() {}

  static <T> T of(Class<T> port, T behind, ShutdownGate gate) {
    InvocationHandler guarded =
        (proxy, method, arguments) -> {
          if (method.getDeclaringClass() != Object.class) {
            gate.requireOpen();
          }
          try {
            return method.invoke(behind, arguments);
          } catch (InvocationTargetException e) {
            throw e.getCause();
          }
        };
    return port.cast(Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, guarded));
  }
}
