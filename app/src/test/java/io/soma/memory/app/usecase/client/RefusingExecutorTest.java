package io.soma.memory.app.usecase.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.inject.Key;
import io.soma.memory.app.Rig;
import io.soma.memory.domain.write.Remember;
import io.soma.memory.domain.write.WriteReceipt;
import io.soma.memory.ports.driving.MemoryUnavailableException;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A program's executor that is full. */
class RefusingExecutorTest {

  private static final Executor FULL =
      task -> {
        throw new RejectedExecutionException("full");
      };
  private static final Remember WRITE = Remember.of("test:alpha", "key", Map.of("text", "hello"));

  private final Rig rig =
      new Rig(
          fakes ->
              binder -> binder.bind(Key.get(Executor.class, AsyncCalls.class)).toInstance(FULL));

  @Test
  void aStagedWriteFailsAsAnyOtherCall() {
    var write = rig.client().rememberAsync(WRITE).toCompletableFuture();

    assertThatThrownBy(() -> write.get(30, TimeUnit.SECONDS))
        .cause()
        .isInstanceOf(MemoryUnavailableException.class)
        .hasMessageContaining("the executor refuses the call");
    assertThat(rig.client().remember(WRITE)).isInstanceOf(WriteReceipt.Stored.class);
  }
}
