package io.soma.memory.distribution;

/** The users and groups of the image. */
final class Accounts {

  /** The user that the service runs as. */
  static final int USER = 10001;

  static final String PASSWD =
      """
      root:x:0:0:root:/root:/usr/sbin/nologin
      soma-memory:x:%1$d:%1$d:Soma Memory:/nonexistent:/usr/sbin/nologin
      nobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin
      """
          .formatted(USER);

  static final String GROUP =
      """
      root:x:0:
      soma-memory:x:%d:
      nogroup:x:65534:
      """
          .formatted(USER);

  private Accounts() {}
}
