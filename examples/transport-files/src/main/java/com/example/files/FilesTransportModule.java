package com.example.files;

import com.google.inject.Provides;
import io.soma.memory.app.config.TransportSettings;
import io.soma.memory.app.transport.TransportModule;
import jakarta.inject.Singleton;
import java.nio.file.Path;

/**
 * Events travel as files: SOMABRAIN_OUTBOX_TRANSPORT=files, SOMABRAIN_TRANSPORT_FILES_DIRECTORY.
 */
public final class FilesTransportModule extends TransportModule {

  @Override
  public String transportName() {
    return "files";
  }

  @Override
  public void requireSettings(TransportSettings settings) {
    settings.required("directory");
    settings.requireOnly("directory");
  }

  @Override
  protected void configure() {
    bind(FilesPublisher.class);
    bind(FilesReceiver.class);
    carryWith(FilesPublisher.class);
    runBeside(FilesReceiver.class);
  }

  @Provides
  @Singleton
  static TenantDirectories directories(TransportSettings settings) {
    return new TenantDirectories(Path.of(settings.required("directory")));
  }
}
