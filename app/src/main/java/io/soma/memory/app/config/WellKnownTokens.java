package io.soma.memory.app.config;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Tokens that an attacker tries first: those of examples, usual words, and rows of one character. A
 * hash does not tell the length of its token, so that this is all that can be known of it.
 */
final class WellKnownTokens {

  private static final Set<String> HASHES =
      Stream.concat(words(), rows())
          .map(GatewayToken::sha256)
          .collect(Collectors.toUnmodifiableSet());

  private WellKnownTokens() {}

  /** Whether a hash, in lower-case hex, is that of such a token. */
  static boolean contain(String sha256) {
    return HASHES.contains(sha256);
  }

  private static Stream<String> words() {
    return Stream.of(
            "token",
            "TOKEN",
            "secret",
            "password",
            "passw0rd",
            "admin",
            "root",
            "test",
            "test-token",
            "testtoken",
            "my-token",
            "mytoken",
            "your-token",
            "your-token-here",
            "api-token",
            "api-key",
            "apikey",
            "changeme",
            "change-me",
            "changeit",
            "default",
            "example",
            "example-token",
            "demo",
            "demo-token",
            "dev",
            "dev-token",
            "devtoken",
            "development",
            "local",
            "localhost",
            "gateway",
            "gateway-token",
            "bearer",
            "bearer-token",
            "access-token",
            "auth-token",
            "service-token",
            "soma",
            "soma-memory",
            "somabrain",
            "hello",
            "hello world",
            "foo",
            "bar",
            "foobar",
            "qwerty",
            "letmein",
            "welcome",
            "guest",
            "user",
            "public",
            "abc",
            "abc123",
            "abcdef",
            "12345",
            "123456",
            "1234567",
            "12345678",
            "123456789",
            "1234567890",
            "0123456789",
            "1234567890123456",
            "0123456789abcdef",
            "0123456789ABCDEF",
            "0123456789012345",
            "abcdefghijklmnop",
            "abcdef0123456789",
            "change-me-change-me",
            "changeme-changeme",
            "changemechangeme",
            "please-change-me",
            "replace-me-replace-me",
            "a-long-random-token",
            "a-very-long-token",
            "a-very-secret-token",
            "super-secret-token",
            "supersecrettoken",
            "my-secret-token",
            "mysecrettoken",
            "this-is-a-secret",
            "this-is-a-token",
            "sixteen-chars-or",
            "correct horse battery staple",
            "correct-horse-battery-staple",
            "correcthorsebatterystaple")
        .flatMap(word -> Stream.of(word, word + "\n"));
  }

  // The empty token and its line feed among them.
  private static Stream<String> rows() {
    return IntStream.rangeClosed(0, 64)
        .boxed()
        .flatMap(length -> Stream.of("x", "a", "0", "1", "*", "-").map(c -> c.repeat(length)));
  }
}
