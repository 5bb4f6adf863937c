package io.soma.memory.opentelemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

public class GlobalStateTest {

  /** As OpenTelemetry's class is from 1.57 on. */
  public static final class WithMethod {
    private static boolean set;

    private WithMethod() {}

    public static boolean isSet() {
      return set;
    }
  }

  /** As it was before. */
  static final class WithField {
    @SuppressWarnings("unused")
    private static volatile @Nullable String globalOpenTelemetry;

    private WithField() {}
  }

  @Test
  void asksTheMethod() {
    WithMethod.set = false;
    BooleanSupplier isSet = GlobalState.isSet(WithMethod.class);

    assertThat(isSet.getAsBoolean()).isFalse();
    WithMethod.set = true;
    assertThat(isSet.getAsBoolean()).isTrue();
  }

  @Test
  void looksAtTheFieldWithoutTheMethod() {
    WithField.globalOpenTelemetry = null;
    BooleanSupplier isSet = GlobalState.isSet(WithField.class);

    assertThat(isSet.getAsBoolean()).isFalse();
    WithField.globalOpenTelemetry = "set";
    assertThat(isSet.getAsBoolean()).isTrue();
  }

  @Test
  void knowsAnAgentByItsClass() {
    assertThat(GlobalState.isAgentLoaded(WithMethod.class.getName())).isTrue();
    assertThat(GlobalState.isAgentLoaded("io.opentelemetry.javaagent.NoSuchAgent")).isFalse();
  }

  @Test
  void saysYesOfAnUnknownClass() {
    assertThat(GlobalState.isSet(String.class).getAsBoolean()).isTrue();
  }
}
