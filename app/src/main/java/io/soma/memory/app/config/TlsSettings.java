package io.soma.memory.app.config;

import java.nio.file.Path;

/**
 * A listener's own key and certificate.
 *
 * @param keystore a PKCS12 file
 * @param password of the file; never printed
 */
public record TlsSettings(Path keystore, String password) {

  @Override
  public String toString() {
    return "TlsSettings[" + keystore + "]";
  }
}
