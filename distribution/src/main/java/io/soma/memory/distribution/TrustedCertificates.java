package io.soma.memory.distribution;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Map;

/** The certificates that Java trusts, as the file {@code cacerts} holds them. */
final class TrustedCertificates {

  private TrustedCertificates() {}

  /**
   * Writes them into a PKCS12 file without a password, as Java has its own. So the same
   * certificates make the same bytes.
   */
  static void write(Map<String, byte[]> pems, OutputStream out)
      throws IOException, GeneralSecurityException {
    System.setProperty("keystore.pkcs12.certProtectionAlgorithm", "NONE");
    System.setProperty("keystore.pkcs12.macAlgorithm", "NONE");
    CertificateFactory factory = CertificateFactory.getInstance("X.509");
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    int number = 0;
    for (byte[] pem : pems.values()) {
      store.setCertificateEntry(
          "debian-" + number++, factory.generateCertificate(new ByteArrayInputStream(pem)));
    }
    store.store(out, null);
  }
}
