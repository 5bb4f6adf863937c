package io.soma.memory.app.config;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Collections;
import java.util.function.Consumer;

/** Checks a listener's key file before the start, so that an error is reported in words. */
final class KeyFile {

  private KeyFile() {}

  /** Reports its problem, without the password. */
  static void check(
      TlsSettings tls, Variable keystore, Variable password, Consumer<String> problems) {
    String variable = keystore.key() + ": ";
    byte[] content;
    try {
      content = Files.readAllBytes(tls.keystore());
    } catch (IOException e) {
      problems.accept(variable + Unreadable.inWords(tls.keystore(), e));
      return;
    }
    try {
      if (!holdsAKey(content, tls.password().toCharArray())) {
        problems.accept(variable + "the file " + tls.keystore() + " holds no private key");
      }
    } catch (IOException | GeneralSecurityException e) {
      // The two cannot be told apart for every kind of file.
      problems.accept(
          variable
              + "the file "
              + tls.keystore()
              + " is no PKCS12 file, or "
              + password.key()
              + " is not its password");
    }
  }

  private static boolean holdsAKey(byte[] content, char[] password)
      throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(new ByteArrayInputStream(content), password);
    for (String alias : Collections.list(store.aliases())) {
      if (store.isKeyEntry(alias) && store.getKey(alias, password) != null) {
        return true;
      }
    }
    return false;
  }
}
