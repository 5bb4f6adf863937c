package io.soma.memory.gateway;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Bodies that are no JSON, or JSON that costs more than its bytes or that not every reader holds.
 */
final class HostileBodies {

  private HostileBodies() {}

  static Stream<HostileInput> all() {
    List<HostileInput> inputs = new ArrayList<>();
    noJson(inputs);
    depth(inputs);
    doubledKeys(inputs);
    texts(inputs);
    numbers(inputs);
    sizes(inputs);
    elsewhere(inputs);
    return inputs.stream();
  }

  private static HostileInput store(String name, String body, int status, String detail) {
    return new HostileInput(name, HostileHeads.post("/memories", "", body), status, detail);
  }

  /** A body whose payload holds one value under the key a. */
  private static HostileInput value(String name, String value, String detail) {
    return store(name, "{\"coord\":\"1\",\"payload\":{\"a\":" + value + "}}", 400, detail);
  }

  private static void noJson(List<HostileInput> inputs) {
    String[] bodies = {
      "{",
      "}",
      "{\"coord\":\"1\",\"payload\":{}",
      "{\"coord\":\"1\",\"payload\":{}} x",
      "{\"coord\":\"1\",\"payload\":{}} {}",
      "{\"coord\":\"1\",\"payload\":{}},",
      "{'coord':'1','payload':{}}",
      "{coord:\"1\",payload:{}}",
      "{\"coord\":\"1\",\"payload\":{},}",
      "{\"coord\":\"1\" \"payload\":{}}",
      "{\"coord\":\"1\",\"payload\":{/**/}}",
      "{\"coord\":\"1\",\"payload\":{}}//x",
      "{\"coord\":\"1\",\"payload\":{\"a\":[1,]}}",
      "{\"coord\":\"1\",\"payload\":{\"a\":\"\n\"}}",
      "{\"coord\":\"1\",\"payload\":{\"a\":\"\\x\"}}",
      "{\"coord\":\"1\",\"payload\":{\"a\":\"\\u12\"}}",
      "{\"coord\":\"1\",\"payload\":{\"a\":tru}}",
      "{\"coord\":\"1\",\"payload\":{\"a\":True}}",
      "{\"coord\":\"1\",\"payload\":{\"a\":undefined}}",
      "{\"coord\":\"1\",\"payload\":{1:2}}",
      "{\"coord\":\"1\",\"payload\":{\"a\":[}]}",
      "coord=1&payload=x",
      "<payload/>",
      "\0",
    };
    for (String body : bodies) {
      inputs.add(store("no JSON: " + body, body, 400, "Cannot parse request body"));
    }
    inputs.add(
        store(
            "UTF-16", utf16("{\"coord\":\"1\",\"payload\":{}}"), 400, "Cannot parse request body"));
    for (String bytes :
        List.of("\u00ff", "\u00c3", "\u00c0\u00af", "\u00f8\u0088\u0080\u0080\u0080")) {
      String body = "{\"coord\":\"1\",\"payload\":{\"a\":\"" + bytes + "\"}}";
      inputs.add(store("no UTF-8: " + bytes.length(), body, 400, "Cannot parse request body"));
    }
    for (String body : List.of("[]", "1", "\"x\"", "null", "true", "")) {
      inputs.add(store("no object: " + body, body, 422, "req"));
    }
  }

  private static void depth(List<HostileInput> inputs) {
    inputs.add(value("65 lists", "[".repeat(64) + "]".repeat(64), "is deeper than 64"));
    inputs.add(value("100 000 open lists", "[".repeat(100_000), "is deeper than 64"));
    inputs.add(value("100 000 open objects", "{\"\":".repeat(100_000), "is deeper than 64"));
    inputs.add(
        store("a body of lists", "[".repeat(1_000) + "]".repeat(1_000), 400, "is deeper than 64"));
    inputs.add(
        store(
            "deep beside the payload",
            "{\"coord\":\"1\",\"payload\":{},\"x\":" + "[".repeat(70) + "]".repeat(70) + "}",
            400,
            "is deeper than 64"));
  }

  private static void doubledKeys(List<HostileInput> inputs) {
    String[] bodies = {
      "{\"coord\":\"1\",\"coord\":\"2\",\"payload\":{}}",
      "{\"coord\":\"1\",\"payload\":{},\"payload\":{\"a\":1}}",
      "{\"coord\":\"1\",\"payload\":{\"a\":1,\"a\":1}}",
      "{\"coord\":\"1\",\"payload\":{\"a\":1,\"\\u0061\":2}}",
      "{\"coord\":\"1\",\"payload\":{\"\":1,\"\":2}}",
      "{\"coord\":\"1\",\"payload\":{\"a\":[{\"b\":1,\"b\":2}]}}",
      "{\"coord\":\"1\",\"payload\":{},\"x\":1,\"x\":2}",
    };
    for (String body : bodies) {
      inputs.add(store("a key twice: " + body, body, 400, "the key is there twice"));
    }
  }

  private static void texts(List<HostileInput> inputs) {
    inputs.add(value("U+0000", "\"\\u0000\"", "payload.a: contains U+0000"));
    inputs.add(value("U+0000 deep", "[[\"x\\u0000\"]]", "contains U+0000"));
    inputs.add(value("U+0000 in a key", "{\"\\u0000\":1}", "contains U+0000"));
    inputs.add(value("a high surrogate", "\"\\ud800\"", "lone surrogate U+D800"));
    inputs.add(value("a low surrogate", "\"\\udc00\"", "lone surrogate U+DC00"));
    inputs.add(value("surrogates in the wrong order", "\"\\udc00\\ud800\"", "lone surrogate"));
    inputs.add(value("a surrogate and a letter", "\"\\ud800x\"", "lone surrogate"));
    inputs.add(value("a surrogate in a key", "{\"\\udfff\":1}", "Cannot parse request body"));
    inputs.add(value("a surrogate in raw bytes", "\"\u00ed\u00a0\u0080\"", "detail"));
    inputs.add(
        store(
            "U+0000 in the coordinate",
            "{\"coord\":\"1\\u0000\",\"payload\":{}}",
            400,
            "coord: contains U+0000"));
    inputs.add(
        store(
            "a surrogate in the key",
            "{\"key\":\"\\ud800\",\"payload\":{}}",
            400,
            "key: contains the lone surrogate"));
    inputs.add(
        store(
            "U+0000 in an unknown field",
            "{\"coord\":\"1\",\"payload\":{},\"x\":\"\\u0000\"}",
            400,
            "contains U+0000"));
  }

  private static void numbers(List<HostileInput> inputs) {
    for (String number : List.of("1e309", "-1e309", "1e999999999", "1E+400", "1e99999999999999")) {
      inputs.add(value("number " + number, number, "payload.a: is a number with an exponent"));
    }
    String[] long_ = {
      "1".repeat(101),
      "0." + "1".repeat(101),
      "1".repeat(51) + "." + "1".repeat(50),
      "9".repeat(100_000),
      "1." + "0".repeat(200) + "e1"
    };
    for (String number : long_) {
      inputs.add(value("number of " + number.length(), number, "a number of over 100 digits"));
    }
    for (String number :
        List.of("NaN", "Infinity", "-Infinity", "+1", "01", ".5", "1.", "0x1", "1e", "-")) {
      inputs.add(value("no number: " + number, number, "Cannot parse request body"));
    }
  }

  private static void sizes(List<HostileInput> inputs) {
    String over = "x".repeat((1 << 20) + 1);
    inputs.add(value("a text over 1 MiB", "\"" + over + "\"", "payload: is over 1048576 bytes"));
    inputs.add(value("a key over 1 MiB", "{\"" + over + "\":1}", "payload: is over 1048576"));
    inputs.add(value("empty names", nested(), "body: holds over 200000 values and names"));
    inputs.add(value("empty lists", "[" + "[],".repeat(250_000) + "1]", "holds over 200000"));
    inputs.add(value("zeros", "[" + "0,".repeat(300_000) + "1]", "holds over 200000"));
    inputs.add(
        value(
            "distinct names",
            IntStream.range(0, 150_000)
                .mapToObj(i -> "\"" + i + "\":0")
                .collect(Collectors.joining(",", "{", "}")),
            "holds over 200000"));
    inputs.add(
        store(
            "a megabyte of blanks beside nothing",
            " ".repeat(1 << 20),
            400,
            "Cannot parse request body"));
  }

  /** Objects in objects by empty names, up to the depth allowed, again and again. */
  private static String nested() {
    String one = "{\"\":".repeat(60) + "0" + "}".repeat(60);
    return Stream.generate(() -> one).limit(6_000).collect(Collectors.joining(",", "[", "]"));
  }

  private static void elsewhere(List<HostileInput> inputs) {
    String twice = "{\"query\":\"x\",\"query\":\"y\"}";
    inputs.add(post("/memories/search", "a key twice", twice, "query: the key is there twice"));
    inputs.add(post("/memories/search", "U+0000", "{\"query\":\"\\u0000\"}", "query: contains"));
    inputs.add(
        post(
            "/memories/search",
            "1e309",
            "{\"query\":\"x\",\"filters\":{\"a\":1e309}}",
            "exponent"));
    inputs.add(post("/graph/link", "no JSON", "{", "Cannot parse request body"));
    inputs.add(
        post(
            "/graph/link",
            "1e309",
            "{\"from_coord\":\"1\",\"to_coord\":\"2\",\"strength\":1e309}",
            "strength: is a number with an exponent"));
    inputs.add(
        post(
            "/graph/link",
            "a lone surrogate",
            "{\"from_coord\":\"1\",\"to_coord\":\"2\",\"link_type\":\"\\ud800\"}",
            "link_type: contains the lone surrogate"));
  }

  private static HostileInput post(String path, String name, String body, String detail) {
    return new HostileInput(path + " " + name, HostileHeads.post(path, "", body), 400, detail);
  }

  private static String utf16(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_16), StandardCharsets.ISO_8859_1);
  }
}
