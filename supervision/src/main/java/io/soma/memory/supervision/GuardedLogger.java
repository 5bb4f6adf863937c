package io.soma.memory.supervision;

import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.Marker;
import org.slf4j.event.KeyValuePair;
import org.slf4j.event.Level;
import org.slf4j.event.LoggingEvent;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.spi.LoggingEventAware;
import org.slf4j.spi.LoggingEventBuilder;

/** Passes lines on to another logger, and loses those that it fails to write. */
final class GuardedLogger extends LegacyAbstractLogger implements LoggingEventAware {

  private static final long serialVersionUID = 1L;

  private final transient Logger next;
  private transient volatile boolean failing;

  GuardedLogger(Logger next) {
    this.name = next.getName();
    this.next = next;
  }

  @Override
  public void log(LoggingEvent event) {
    write(
        event.getLevel(),
        event.getMarkers(),
        event.getKeyValuePairs(),
        event.getMessage(),
        event.getArgumentArray(),
        event.getThrowable());
  }

  @Override
  protected void handleNormalizedLoggingCall(
      Level level,
      @Nullable Marker marker,
      @Nullable String message,
      Object @Nullable [] arguments,
      @Nullable Throwable cause) {
    write(level, marker == null ? null : List.of(marker), null, message, arguments, cause);
  }

  private void write(
      Level level,
      @Nullable List<Marker> markers,
      @Nullable List<KeyValuePair> pairs,
      @Nullable String message,
      Object @Nullable [] arguments,
      @Nullable Throwable cause) {
    try {
      LoggingEventBuilder line = next.makeLoggingEventBuilder(level).setCause(cause);
      if (markers != null) {
        for (Marker marker : markers) {
          line = line.addMarker(marker);
        }
      }
      if (pairs != null) {
        for (KeyValuePair pair : pairs) {
          line = line.addKeyValue(pair.key, pair.value);
        }
      }
      if (arguments == null) {
        line.log(message);
      } else {
        line.log(message, arguments);
      }
      failing = false;
    } catch (Throwable e) {
      lost(e);
    }
  }

  // Of the first of them the logger may be able to write at least this.
  private void lost(Throwable failure) {
    CaughtErrors.handOn(failure);
    if (failing) {
      return;
    }
    failing = true;
    try {
      next.error("log lines are lost, as they cannot be written", failure);
    } catch (Throwable e) {
      CaughtErrors.handOn(e);
    }
  }

  private boolean isOn(BooleanSupplier level) {
    try {
      return level.getAsBoolean();
    } catch (Throwable e) {
      CaughtErrors.handOn(e);
      return false;
    }
  }

  @Override
  protected @Nullable String getFullyQualifiedCallerName() {
    return null;
  }

  @Override
  public boolean isTraceEnabled() {
    return isOn(next::isTraceEnabled);
  }

  @Override
  public boolean isDebugEnabled() {
    return isOn(next::isDebugEnabled);
  }

  @Override
  public boolean isInfoEnabled() {
    return isOn(next::isInfoEnabled);
  }

  @Override
  public boolean isWarnEnabled() {
    return isOn(next::isWarnEnabled);
  }

  @Override
  public boolean isErrorEnabled() {
    return isOn(next::isErrorEnabled);
  }
}
