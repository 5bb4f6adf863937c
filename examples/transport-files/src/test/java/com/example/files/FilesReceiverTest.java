package com.example.files;

import io.soma.memory.app.background.BackgroundParts;
import io.soma.memory.ports.driven.EventPublisher;
import io.soma.memory.ports.driving.EventReplay;
import io.soma.memory.supervision.Supervisor;
import io.soma.memory.testkit.contract.EventReplayContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class FilesReceiverTest extends EventReplayContract {

  @TempDir Path directory;

  @Override
  protected EventPublisher publisher() {
    return new FilesPublisher(new TenantDirectories(directory));
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
