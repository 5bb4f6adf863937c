package com.example.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.app.background.BackgroundParts;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.ports.driven.EventPublisher;
import io.soma.memory.ports.driving.EventReplay;
import io.soma.memory.ports.driving.ReplayProgress;
import io.soma.memory.supervision.Supervisor;
import io.soma.memory.testkit.contract.EventReplayContract;
import io.soma.memory.testkit.contract.SampleEvents;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilesReceiverTest extends EventReplayContract {

  @TempDir Path directory;

  @Override
  protected EventPublisher publisher() {
    return new FilesPublisher(new TenantDirectories(directory));
  }

  @Test
  void aFileThatIsNoEventIsSetAsideAndTheNextOnesArrive() throws Exception {
    TenantId tenant = SampleEvents.freshTenant();
    new TenantDirectories(directory).add(tenant, "soma-event: 99\n\n{}");
    publisher().publish(tenant, SampleEvents.events(tenant, 1, 2));
    CountDownLatch arrived = new CountDownLatch(2);

    EventReplay replay =
        (of, events) -> {
          events.forEach(event -> arrived.countDown());
          return new ReplayProgress(events.size(), Duration.ZERO);
        };
    try (AutoCloseable end = receive(replay)) {
      assertThat(arrived.await(30, TimeUnit.SECONDS)).isTrue();
    }

    try (Stream<Path> files = Files.list(new TenantDirectories(directory).directory(tenant))) {
      assertThat(files)
          .singleElement()
          .asString()
          .endsWith(".event.refused");
    }
  }

  @Override
  protected boolean putNoEvent(TenantId tenant) {
    try {
      new TenantDirectories(directory).add(tenant, "no event");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return true;
  }

  @Override
  protected AutoCloseable receive(EventReplay replay) {
    FilesReceiver receiver =
        new FilesReceiver(
            new TenantDirectories(directory),
            () -> replay,
            Supervisor.create(),
            BackgroundParts.ALL);
    receiver.start();
    return receiver::stop;
  }
}
