package io.soma.memory.app.config;

import io.soma.memory.domain.routing.UnreadOutboxRule;
import io.soma.memory.domain.write.WriteMode;
import io.soma.memory.http.coordinate.UniverseRule;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The values that a setting accepts, in every source.
 *
 * @param allowed the accepted values in words, for the error message
 * @param parser throws for a value that is not allowed
 * @param check whether a value is allowed that is none of a text
 */
record Setting<T>(String allowed, Function<String, T> parser, Predicate<T> check) {

  private static final BigDecimal HOUR = BigDecimal.valueOf(3600);

  static final Setting<Integer> FAILURE_THRESHOLD = integer(1, 1_000_000);
  static final Setting<Duration> RESET_INTERVAL = seconds(0.001, 86_400);
  static final Setting<Integer> MAX_IN_FLIGHT = integer(1, 100_000);
  static final Setting<WriteMode> WRITE_MODE = choice(WriteMode.class);
  static final Setting<TenancyChoice> TENANCY = choice(TenancyChoice.class);
  static final Setting<UniverseRule> UNIVERSE = choice(UniverseRule.class);
  static final Setting<UnreadOutboxRule> UNREAD_OUTBOX = choice(UnreadOutboxRule.class);

  static final Setting<Boolean> SWITCH =
      new Setting<>("0 or 1", text -> within(new BigDecimal(text), 0, 1).intValueExact() == 1);
  static final Setting<LogFormat> LOG_FORMAT = choice(LogFormat.class);
  static final Setting<ListenAddress> ADDRESS =
      new Setting<>("host:port, such as 127.0.0.1:8080", ListenAddress::parse);

  /** One of which every value of the type is allowed. */
  Setting(String allowed, Function<String, T> parser) {
    this(allowed, parser, value -> true);
  }

  static Setting<Integer> integer(int min, int max) {
    return new Setting<>(
        "a whole number from " + min + " to " + max,
        text -> within(new BigDecimal(text), min, max).intValueExact(),
        value -> value >= min && value <= max);
  }

  static Setting<Duration> seconds(double min, double max) {
    return new Setting<>(
        "seconds from " + min + " to " + max,
        text -> duration(within(DurationText.seconds(text, BigDecimal.ONE), min, max)),
        value -> isBetween(value, min, max));
  }

  static Setting<Duration> hours(int max) {
    return new Setting<>(
        "hours from 0 to " + max,
        text -> duration(within(DurationText.seconds(text, HOUR), 0, max * 3600.0)),
        value -> isBetween(value, 0, max * 3600.0));
  }

  static <E extends Enum<E>> Setting<E> choice(Class<E> type) {
    List<E> constants = Arrays.asList(type.getEnumConstants());
    List<String> names =
        constants.stream().map(constant -> constant.name().toLowerCase(Locale.ROOT)).toList();
    return new Setting<>(
        "one of " + String.join(", ", names),
        text -> constants.get(names.indexOf(text.toLowerCase(Locale.ROOT).replace('-', '_'))));
  }

  static <E extends Enum<E>> Setting<Set<E>> choices(Class<E> type) {
    Setting<E> one = choice(type);
    return new Setting<>(
        one.allowed() + ", with commas between",
        text ->
            Arrays.stream(text.split(","))
                .map(part -> one.parser().apply(part.strip()))
                .collect(Collectors.toUnmodifiableSet()));
  }

  private static BigDecimal within(BigDecimal value, double min, double max) {
    if (value.compareTo(BigDecimal.valueOf(min)) < 0
        || value.compareTo(BigDecimal.valueOf(max)) > 0) {
      throw new IllegalArgumentException(value.toString());
    }
    return value;
  }

  private static boolean isBetween(Duration value, double minSeconds, double maxSeconds) {
    double seconds = value.getSeconds() + value.getNano() / 1e9;
    return seconds >= minSeconds && seconds <= maxSeconds;
  }

  private static Duration duration(BigDecimal seconds) {
    return Duration.ofMillis(seconds.movePointRight(3).longValue());
  }
}
