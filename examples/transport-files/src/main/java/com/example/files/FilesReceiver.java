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
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
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
  private static final Duration AFTER_A_FAILURE = Duration.ofSeconds(1);
  private static final int AT_ONCE = 100;
  private static final Logger LOG = System.getLogger(FilesReceiver.class.getName());

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
    // The pool does not wait after a task that throws; it logs the failure once, and /readyz names
    // the pool.
    Duration pause = AFTER_A_FAILURE;
    try {
      pause = replay(tenant);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      notBefore.put(tenant, System.nanoTime() + pause.toNanos());
      busy.remove(tenant);
    }
  }

  private Duration replay(TenantId tenant) throws IOException {
    List<Path> files = directories.files(tenant);
    List<Path> next = new ArrayList<>();
    List<OutboxEvent> events = new ArrayList<>();
    for (Path file : files.subList(0, Math.min(AT_ONCE, files.size()))) {
      byte[] bytes = Files.readAllBytes(file);
      try {
        // Bytes that are no UTF-8 become signs that make another text, which the outbox refuses.
        events.add(EventCodec.decode(new String(bytes, StandardCharsets.UTF_8)));
        next.add(file);
      } catch (IllegalArgumentException e) {
        // It would stand in the way for ever. Nothing is lost: the outbox keeps the event until it
        // is confirmed, and publishes it again.
        LOG.log(Level.WARNING, "sets {0} aside, which is no event: {1}", file, e.getMessage());
        directories.setAside(file);
      }
    }
    ReplayProgress progress = replay.get().replay(tenant, events);
    for (Path settled : next.subList(0, progress.settled())) {
      Files.delete(settled);
    }
    return progress.pause();
  }
}
