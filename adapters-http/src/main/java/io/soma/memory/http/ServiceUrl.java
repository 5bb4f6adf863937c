package io.soma.memory.http;

import io.soma.memory.domain.Quoted;
import java.net.URI;
import java.util.Locale;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;

/** The memory service's address, as people write it. */
final class ServiceUrl {

  private static final String ALLOWED =
      ": expected http://host:port or https://host:port, with a path at most";

  private static final Pattern PORT = Pattern.compile(":\\d{1,5}(/|$)");

  private ServiceUrl() {}

  /** Whether it names neither a scheme nor a port, so that both would be guessed. */
  static boolean isBare(String text) {
    return !text.contains("://") && !PORT.matcher(text.strip()).find();
  }

  /** The same of a program, which writes the whole URL. */
  static URI parse(URI endpoint) {
    if (isBare(endpoint.toString())) {
      throw refused(endpoint.toString(), "names no scheme and no port");
    }
    return parse(endpoint.toString());
  }

  static URI parse(String text) {
    String trimmed = text.strip();
    // The part before an @ is a password as often as not, so that nothing of it is shown.
    if (trimmed.indexOf('@') >= 0) {
      throw new IllegalArgumentException(
          "the memory service's endpoint names a user" + ALLOWED + "; the token is given apart");
    }
    String withScheme = trimmed.contains("://") ? trimmed : "http://" + trimmed;
    String scheme = withScheme.substring(0, withScheme.indexOf("://")).toLowerCase(Locale.ROOT);
    if (!scheme.equals("http") && !scheme.equals("https")) {
      throw refused(text, "has the scheme " + Quoted.of(scheme));
    }
    return canonical(text, withScheme);
  }

  private static URI canonical(String text, String withScheme) {
    HttpUrl url;
    try {
      url = HttpUrl.get(withScheme);
    } catch (IllegalArgumentException e) {
      throw refused(text, "is no URL");
    }
    if (url.query() != null || url.fragment() != null) {
      throw new IllegalArgumentException(
          "the memory service's endpoint has a query or a fragment" + ALLOWED);
    }
    return URI.create(cut(cut(cut(url.uri().toString(), "/"), "/openapi.json"), "/"));
  }

  private static String cut(String url, String end) {
    return url.endsWith(end) ? url.substring(0, url.length() - end.length()) : url;
  }

  private static IllegalArgumentException refused(String text, String why) {
    return new IllegalArgumentException(
        "the memory service's endpoint " + Quoted.of(text) + " " + why + ALLOWED);
  }
}
