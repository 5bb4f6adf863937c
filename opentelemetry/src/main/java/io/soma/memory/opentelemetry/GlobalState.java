package io.soma.memory.opentelemetry;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;
import java.lang.reflect.Field;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether a global OpenTelemetry is set, without setting one. OpenTelemetry has a method for
 * it from 1.57 on; Spring Boot 3.5 and 4.0 bring older versions, which have a field.
 */
final class GlobalState {

  private GlobalState() {}

  /** Asks this class; one that has neither always says yes. */
  static BooleanSupplier isSet(Class<?> global) {
    try {
      MethodHandle method =
          MethodHandles.publicLookup()
              .findStatic(global, "isSet", MethodType.methodType(boolean.class));
      return () -> isTrue(method);
    } catch (ReflectiveOperationException e) {
      return isFieldSet(global);
    }
  }

  /**
   * Whether this JVM runs OpenTelemetry's Java agent, by the name of the agent's class. An agent
   * answers {@code GlobalOpenTelemetry.get()} itself, and older ones leave the class unset.
   */
  static boolean isAgentLoaded(String agentClass) {
    return isLoaded(agentClass, ClassLoader.getSystemClassLoader()) || isLoaded(agentClass, null);
  }

  private static boolean isLoaded(String type, @Nullable ClassLoader loader) {
    try {
      var unused = Class.forName(type, false, loader);
      return true;
    } catch (ClassNotFoundException | LinkageError e) {
      return false;
    }
  }

  private static BooleanSupplier isFieldSet(Class<?> global) {
    try {
      Field field = global.getDeclaredField("globalOpenTelemetry");
      VarHandle value =
          MethodHandles.privateLookupIn(global, MethodHandles.lookup()).unreflectVarHandle(field);
      return () -> (Object) value.getVolatile() != null;
    } catch (ReflectiveOperationException | RuntimeException e) {
      return () -> true;
    }
  }

  private static boolean isTrue(MethodHandle method) {
    try {
      return (boolean) method.invokeExact();
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }
}
