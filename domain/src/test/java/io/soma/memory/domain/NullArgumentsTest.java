package io.soma.memory.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.soma.memory.domain.read.HeapRoom;
import io.soma.memory.domain.read.NeighborQuery;
import io.soma.memory.domain.read.PathQuery;
import io.soma.memory.domain.read.ReadContext;
import io.soma.memory.domain.read.RecallQuery;
import io.soma.memory.domain.tenant.Namespace;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.domain.write.Coordinate;
import io.soma.memory.domain.write.Forget;
import io.soma.memory.domain.write.Link;
import io.soma.memory.domain.write.MemoryAddress;
import io.soma.memory.domain.write.MemoryType;
import io.soma.memory.domain.write.NamedKey;
import io.soma.memory.domain.write.Payload;
import io.soma.memory.domain.write.Remember;
import io.soma.memory.domain.write.RequestId;
import io.soma.memory.domain.write.TraceParent;
import io.soma.memory.domain.write.WriteMode;
import io.soma.memory.domain.write.WriteOptions;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Null for each argument that must not be null, as a program without a null checker passes it. */
class NullArgumentsTest {

  private static final Map<Class<?>, Object> USUAL =
      Map.ofEntries(
          Map.entry(String.class, "memory:acme"),
          Map.entry(int.class, 1),
          Map.entry(double.class, 1.0),
          Map.entry(Map.class, Map.of("text", "hello")),
          Map.entry(Namespace.class, Namespace.of("memory:acme")),
          Map.entry(TenantId.class, new TenantId("acme")),
          Map.entry(MemoryAddress.class, MemoryAddress.key("greeting")),
          Map.entry(Coordinate.class, new Coordinate("1,2,3")),
          Map.entry(Payload.class, Payload.of(Map.of())),
          Map.entry(MemoryType.class, MemoryType.EPISODIC),
          Map.entry(RequestId.class, new RequestId("request")),
          Map.entry(HeapRoom.class, HeapRoom.UNBOUNDED),
          Map.entry(
              ReadContext.class,
              new ReadContext(Namespace.of("memory:acme"), new RequestId("request"), null)),
          Map.entry(WriteMode.class, WriteMode.SYNC),
          Map.entry(WriteOptions.class, WriteOptions.NONE),
          Map.entry(Remember.class, Remember.of("memory:acme", "greeting", Map.of())),
          Map.entry(Forget.class, Forget.of("memory:acme", "greeting")),
          Map.entry(Link.class, Link.of("memory:acme", "greeting", "answer")));

  private static final List<Class<?>> TYPES =
      List.of(
          Remember.class,
          Forget.class,
          Link.class,
          MemoryAddress.class,
          Coordinate.class,
          Payload.class,
          WriteOptions.class,
          RequestId.class,
          NamedKey.class,
          TraceParent.class,
          Namespace.class,
          TenantId.class,
          ReadContext.class,
          RecallQuery.class,
          NeighborQuery.class,
          PathQuery.class);

  static Stream<Case> cases() {
    return TYPES.stream()
        .flatMap(
            type ->
                Stream.concat(
                    Arrays.stream(type.getConstructors()),
                    Arrays.stream(type.getDeclaredMethods())
                        .filter(method -> isPublicFactory(type, method))))
        .flatMap(
            made ->
                IntStream.range(0, made.getParameterCount())
                    .filter(i -> !mayBeNull(made, i))
                    .mapToObj(i -> new Case(made, i)));
  }

  private static boolean isPublicFactory(Class<?> type, Method method) {
    return Modifier.isPublic(method.getModifiers()) && method.getReturnType() == type;
  }

  private static boolean mayBeNull(Executable made, int index) {
    return made.getParameterTypes()[index].isPrimitive()
        || made.getAnnotatedParameterTypes()[index].isAnnotationPresent(Nullable.class);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void nullIsRefusedByTheNameOfTheArgument(Case each) {
    Throwable refused = catchThrowable(each::call);

    assertThat(refused)
        .isInstanceOf(InvalidInputException.class)
        .hasMessageMatching("(?s).*(is null|neither a key nor a coordinate is given).*")
        .hasMessageNotContaining("Cannot invoke");
  }

  record Case(Executable made, int index) {

    void call() throws Throwable {
      Class<?>[] types = made.getParameterTypes();
      @Nullable Object[] arguments = new Object[types.length];
      for (int i = 0; i < types.length; i++) {
        arguments[i] = i == index ? null : USUAL.get(types[i]);
      }
      try {
        Object unused =
            made instanceof Constructor<?> constructor
                ? constructor.newInstance(arguments)
                : ((Method) made).invoke(USUAL.get(made.getDeclaringClass()), arguments);
      } catch (InvocationTargetException e) {
        throw Objects.requireNonNull(e.getCause());
      }
    }

    @Override
    public String toString() {
      return made.getDeclaringClass().getSimpleName()
          + "."
          + made.getName()
          + Arrays.stream(made.getParameterTypes()).map(Class::getSimpleName).toList()
          + " "
          + index;
    }
  }
}
