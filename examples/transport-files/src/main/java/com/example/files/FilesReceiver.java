package com.example.files;

import io.soma.memory.app.background.Background;
import io.soma.memory.app.background.BackgroundParts;
import io.soma.memory.domain.outbox.OutboxEvent;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.ports.driven.EventCodec;
import io.soma.memory.ports.driving.EventReplay;
import io.soma.memory.ports.driving.ReplayProgress;
import io.soma.memory.supervision.BackgroundLoop;
import io.soma.memory.supervision.Supervisor;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The receiving half: hands files to the replay, in their order, each tenant on a thread of its
 * own, and removes a file when its event needs no second look.
 */
@Singleton
public final class FilesReceiver implements Background {

  private static final Duration LOOK_EVERY = Duration.ofMillis(20);
  private static final int AT_ONCE = 100;

  private final TenantDirectories directories;
  private final Provider<EventReplay> replay;
  private final Supervisor supervisor;
  private final BackgroundParts parts;
  private final ExecutorService workers;
  private final Set<TenantId> busy = ConcurrentHashMap.newKeySet();
  private final Map<TenantId, Long> notBefore = new ConcurrentHashMap<>();
  private BackgroundLoop looks;

  @Inject
  FilesReceiver(
      TenantDirectories directories,
      Provider<EventReplay> replay,
      Supervisor supervisor,
      BackgroundParts parts) {
    this.directories = directories;
    this.replay = replay;
    this.supervisor = supervisor;
    this.parts = parts;
    this.workers = supervisor.pool("replay-files");
  }

  @Override
  public void start() {
    // A process of `./soma serve` may leave the replay to others.
    if (!parts.replay()) {
      return;
    }
    looks = supervisor.repeat("look for files with events", LOOK_EVERY, this::look);
  }

  @Override
  public void stop() {
    if (looks != null) {
      looks.close();
    }
    workers.shutdown();
    try {
      // What is under way may finish; what is not removed is replayed at the next start.
      if (!workers.awaitTermination(15, TimeUnit.SECONDS)) {
        workers.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void look() {
    try {
      for (TenantId tenant : directories.tenants()) {
        Long pauseEnds = notBefore.get(tenant);
        if ((pauseEnds == null || System.nanoTime() - pauseEnds >= 0)
            && !directories.files(tenant).isEmpty()
            && busy.add(tenant)) {
          workers.execute(() -> turn(tenant));
        }
      }
    } catch (IOException e) {
      // The supervisor logs it, and looks again.
      throw new UncheckedIOException(e);
    }
  }

  private void turn(TenantId tenant) {
    try {
      replay(tenant);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      busy.remove(tenant);
    }
  }

  private void replay(TenantId tenant) throws IOException {
    List<Path> files = directories.files(tenant);
    List<Path> next = files.subList(0, Math.min(AT_ONCE, files.size()));
    List<OutboxEvent> events = new ArrayList<>();
    for (Path file : next) {
      events.add(EventCodec.decode(Files.readString(file)));
    }
    ReplayProgress progress = replay.get().replay(tenant, events);
    for (Path settled : next.subList(0, progress.settled())) {
      Files.delete(settled);
    }
    notBefore.put(tenant, System.nanoTime() + progress.pause().toNanos());
  }
}
