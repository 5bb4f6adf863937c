package com.example.files;

import io.soma.memory.domain.outbox.OutboxEvent;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.ports.driven.EventCodec;
import io.soma.memory.ports.driven.EventPublisher;
import io.soma.memory.testkit.contract.EventPublisherContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;

class FilesPublisherTest extends EventPublisherContract {

  @TempDir Path directory;

  @Override
  protected EventPublisher publisher() {
    return new FilesPublisher(directories());
  }

  private TenantDirectories directories() {
    return new TenantDirectories(directory.resolve("events"));
  }

  @Override
  protected List<OutboxEvent> arrived(TenantId tenant, int atLeast) {
    try {
      return directories().files(tenant).stream().map(FilesPublisherTest::read).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static OutboxEvent read(Path file) {
    try {
      return EventCodec.decode(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  protected Optional<Outage> outage() {
    return Optional.of(outageOf(directory.resolve("events")));
  }

  /** A call for the tenant fails at once; nothing can make it wait. */
  @Override
  protected Optional<Outage> outage(TenantId tenant) {
    return Optional.of(outageOf(directories().directory(tenant)));
  }

  /** A file stands where the directory should be. */
  private Outage outageOf(Path events) {
    Path aside = directory.resolve("aside");
    return new Outage() {
      @Override
      public void begin() {
        move(events, aside);
        try {
          Files.createFile(events);
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }

      @Override
      public void end() {
        try {
          Files.delete(events);
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
        move(aside, events);
      }
    };
  }

  private static void move(Path from, Path to) {
    try {
      Files.move(from, to);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
