package io.soma.memory.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.BufferedSink;

/** A JSON body that OkHttp must not send a second time, whatever it makes of the first. */
final class OneShotJson extends RequestBody {

  private static final MediaType JSON = MediaType.get("application/json");

  private final byte[] utf8;

  OneShotJson(String json) {
    this.utf8 = json.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public MediaType contentType() {
    return JSON;
  }

  @Override
  public long contentLength() {
    return utf8.length;
  }

  @Override
  public boolean isOneShot() {
    return true;
  }

  @Override
  public void writeTo(BufferedSink sink) throws IOException {
    sink.write(utf8);
  }
}
