package io.soma.memory.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.soma.memory.app.telemetry.SharedMetrics;
import io.soma.memory.domain.tenant.TenantPolicy;
import io.soma.memory.domain.write.WriteMode;
import io.soma.memory.postgres.connection.PostgresConfig;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Null, empty and blank values in each method of the builder, as a missing variable gives them. */
@SuppressWarnings("NullAway") // A program without a null checker compiles this.
class AbsentValuesTest {

  private static MemoryConfigBuilder withOneProblem() {
    return MemoryConfig.builder()
        .endpoint(URI.create("http://memory:10101"))
        .token("token")
        .postgres("postgresql://soma@db/soma")
        .kafka("broker:9092")
        .failureThreshold(0);
  }

  static Stream<Case> cases() {
    return Arrays.stream(MemoryConfigBuilder.class.getMethods())
        .filter(method -> method.getReturnType() == MemoryConfigBuilder.class)
        .filter(method -> !Modifier.isStatic(method.getModifiers()))
        .flatMap(AbsentValuesTest::ofMethod);
  }

  private static Stream<Case> ofMethod(Method method) {
    List<Case> cases = new ArrayList<>();
    Class<?>[] types = method.getParameterTypes();
    for (int i = 0; i < types.length; i++) {
      if (!types[i].isPrimitive()) {
        cases.add(new Case(method, i, null));
      }
      if (types[i] == String.class) {
        cases.add(new Case(method, i, ""));
        cases.add(new Case(method, i, " \t"));
      }
      if (types[i] == Map.class) {
        cases.add(new Case(method, i, Collections.singletonMap("setting", null)));
      }
      if (types[i] == Collection.class) {
        cases.add(new Case(method, i, Collections.singletonList(null)));
      }
      if (types[i] == UnaryOperator.class) {
        UnaryOperator<@Nullable TenantPolicy> toNull = policy -> null;
        UnaryOperator<TenantPolicy> toNoMode = policy -> policy.withWriteMode(none());
        cases.add(new Case(method, i, toNull));
        cases.add(new Case(method, i, toNoMode));
      }
    }
    return cases.stream();
  }

  private static WriteMode none() {
    return null;
  }

  @ParameterizedTest
  @MethodSource("cases")
  void absentValuesAreReportedByTheirMethodWithAllElse(Case each)
      throws ReflectiveOperationException {
    MemoryConfigBuilder builder = withOneProblem();
    each.callOn(builder);

    ConfigurationException wrong =
        catchThrowableOfType(ConfigurationException.class, builder::build);

    assertThat(wrong.problems())
        .hasSize(2)
        .anyMatch(problem -> problem.startsWith("failureThreshold(0) is not"))
        .anyMatch(problem -> problem.startsWith(each.method.getName()))
        .noneMatch(problem -> problem.contains("Cannot invoke") || problem.endsWith(": null"));
  }

  @Test
  void missingTokenHidesNothingElse() {
    ConfigurationException wrong =
        catchThrowableOfType(
            ConfigurationException.class,
            () ->
                MemoryConfig.builder()
                    .endpoint(URI.create("ftp://memory"))
                    .token("")
                    .postgres((String) null)
                    .schema("no schema")
                    .kafka("")
                    .kafkaTopicPrefix("no prefix")
                    .poolSize(0)
                    .build());

    assertThat(wrong.problems())
        .contains(
            "token is blank: the bearer token for the memory service",
            "postgres is not set: postgresql://user:password@host:port/database, or"
                + " jdbc:postgresql:...")
        .anyMatch(problem -> problem.startsWith("kafka is blank (leave out the call"))
        .anyMatch(problem -> problem.startsWith("endpoint: the memory service's endpoint"))
        .anyMatch(problem -> problem.startsWith("schema: a schema has"))
        .anyMatch(problem -> problem.startsWith("poolSize(0) is not"))
        .anyMatch(problem -> problem.startsWith("kafkaTopicPrefix"))
        .hasSize(7);
  }

  @Test
  void laterValueReplacesAnAbsentOne() {
    MemoryConfig config =
        MemoryConfig.builder()
            .memoryService(null)
            .endpoint(URI.create("http://memory:10101"))
            .token(null)
            .token("token")
            .postgres((PostgresConfig) null)
            .postgres("postgresql://soma@db/soma")
            .executor(null)
            .executor(Runnable::run)
            .build();

    assertThat(config.service().http().token()).isEqualTo("token");
  }

  @Test
  void variableWithoutAValueIsNotSet() {
    Map<String, @Nullable String> variables = new HashMap<>();
    variables.put("SOMABRAIN_KAFKA_URL", null);
    variables.put("SOMABRAIN_TRANSPORT_FILES_DIRECTORY", null);

    assertThat(
            MemoryConfig.builder(variables)
                .endpoint(URI.create("http://memory:10101"))
                .token("token")
                .postgres("postgresql://soma@db/soma")
                .build()
                .kafka())
        .isEmpty();
  }

  record Case(Method method, int index, @Nullable Object value) {

    void callOn(MemoryConfigBuilder builder) throws ReflectiveOperationException {
      Class<?>[] types = method.getParameterTypes();
      @Nullable Object[] arguments = new Object[types.length];
      for (int i = 0; i < types.length; i++) {
        arguments[i] = i == index ? value : usual(types[i]);
      }
      method.invoke(builder, arguments);
    }

    private static @Nullable Object usual(Class<?> type) {
      if (type == int.class) {
        return 1;
      }
      if (type == Map.class) {
        return Map.of();
      }
      if (type == UnaryOperator.class) {
        return UnaryOperator.identity();
      }
      if (type == SharedMetrics.class) {
        return SharedMetrics.on(new PrometheusRegistry());
      }
      return type == String.class ? "usual" : null;
    }

    @Override
    public String toString() {
      return method.getName()
          + Arrays.stream(method.getParameterTypes()).map(Class::getSimpleName).toList()
          + " "
          + index
          + ": "
          + (value instanceof String text ? '"' + text + '"' : value);
    }
  }
}
