package io.soma.memory.gateway.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** The certificates that a command trusts, and no others, in one PEM file. */
final class TrustFile {

  private TrustFile() {}

  /**
   * Reads it.
   *
   * @throws IllegalArgumentException saying why it is of no use
   */
  static SSLContext read(String file) {
    try {
      return trusting(certificates(file));
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalArgumentException("cannot use the certificates of " + file, e);
    }
  }

  private static Collection<? extends Certificate> certificates(String file) {
    Collection<? extends Certificate> certificates;
    try (InputStream in = Files.newInputStream(Path.of(file))) {
      certificates = CertificateFactory.getInstance("X.509").generateCertificates(in);
    } catch (IOException e) {
      throw new IllegalArgumentException("cannot read the file " + file + ": " + e, e);
    } catch (CertificateException e) {
      throw new IllegalArgumentException("the file " + file + " is no PEM file", e);
    }
    if (certificates.isEmpty()) {
      throw new IllegalArgumentException("the file " + file + " holds no certificate");
    }
    return certificates;
  }

  private static SSLContext trusting(Collection<? extends Certificate> certificates)
      throws GeneralSecurityException, IOException {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    int number = 0;
    for (Certificate each : certificates) {
      trusted.setCertificateEntry("trusted-" + number++, each);
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }
}
