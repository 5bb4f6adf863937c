package io.soma.memory.ports.driving;

import io.soma.memory.domain.read.StatusPage;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** The memory service's own status pages, for programs that pass them on. */
public interface ServiceStatus {

  /**
   * One of its pages, not older than a second; empty if it cannot be had within two. However many
   * ask, there is one call at a time for each page. Never fails.
   */
  CompletionStage<Optional<StatusPage>> page(StatusPage.Kind kind);
}
