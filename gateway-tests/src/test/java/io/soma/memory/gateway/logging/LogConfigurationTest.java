package io.soma.memory.gateway.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.ConsoleAppender;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.event.KeyValuePair;

/** What {@code ./soma serve} logs with, read as it reads it, in a context of the test's own. */
class LogConfigurationTest {

  private final LoggerContext context = new LoggerContext();

  @AfterEach
  void stop() {
    context.stop();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "org.apache.kafka.clients.NetworkClient",
        "org.apache.kafka.clients.consumer.internals.ConsumerCoordinator",
        "org.apache.kafka.clients.producer.internals.Sender",
        "com.zaxxer.hikari.pool.PoolBase",
        "com.zaxxer.hikari.pool.HikariPool"
      })
  void librariesDoNotRepeatThatAServerIsAway(String name) throws Exception {
    configure("text");

    assertThat(context.getLogger(name).isEnabledFor(Level.WARN)).isFalse();
    assertThat(context.getLogger(name).isEnabledFor(Level.ERROR)).isTrue();
  }

  @Test
  void ourOwnLinesAndOthersWarningsAreThere() throws Exception {
    configure("text");

    assertThat(context.getLogger("io.soma.memory.Any").isInfoEnabled()).isTrue();
    assertThat(context.getLogger("org.flywaydb.Any").isWarnEnabled()).isTrue();
  }

  @Test
  void ecsHasTheSchemasFieldsAndOursAsLabels() throws Exception {
    JsonNode line = logged("ecs");

    assertThat(line.path("@timestamp").asText()).matches("\\d{4}-.*Z");
    assertThat(line.path("ecs.version").asText()).isNotEmpty();
    assertThat(line.path("log.level").asText()).isEqualTo("WARN");
    assertThat(line.path("log.logger").asText()).isEqualTo("io.soma.memory.Some");
    assertThat(line.path("message").asText()).isEqualTo("circuit \"opened\"\n: why");
    assertThat(line.path("service.name").asText()).isEqualTo("soma-memory");
    assertThat(line.path("labels.tenant").asText()).isEqualTo("alp\"ha");
    assertThat(line.path("error.message").asText()).isEqualTo("the cause");
    assertThat(line.path("error.stack_trace").asText()).contains("IllegalStateException");
  }

  @Test
  void jsonIsAsItWas() throws Exception {
    JsonNode line = logged("json");

    assertThat(line.path("formattedMessage").asText()).isEqualTo("circuit \"opened\"\n: why");
    assertThat(line.path("kvpList").path(0).path("tenant").asText()).isEqualTo("alp\"ha");
  }

  private JsonNode logged(String format) throws Exception {
    configure(format);
    ConsoleAppender<ILoggingEvent> appender =
        (ConsoleAppender<ILoggingEvent>)
            context.getLogger(Logger.ROOT_LOGGER_NAME).getAppender(format);
    LoggingEvent event =
        new LoggingEvent(
            "caller",
            context.getLogger("io.soma.memory.Some"),
            Level.WARN,
            "circuit \"opened\"\n: {}",
            new IllegalStateException("the cause"),
            new Object[] {"why"});
    event.addKeyValuePair(new KeyValuePair("tenant", "alp\"ha"));
    String text = new String(appender.getEncoder().encode(event), StandardCharsets.UTF_8);
    assertThat(text.lines().filter(line -> !line.isBlank())).hasSize(1);
    return new JsonMapper().readTree(text);
  }

  private void configure(String format) throws Exception {
    context.setMDCAdapter(new LogbackMDCAdapter());
    context.putProperty("SOMABRAIN_LOG_FORMAT", format);
    JoranConfigurator configurator = new JoranConfigurator();
    configurator.setContext(context);
    configurator.doConfigure(LogConfigurationTest.class.getResource("/soma-serve-logback.xml"));
  }
}
