package io.soma.memory.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.Dns;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/** A name service that answers, fails or hangs. As the system's, no interrupt ends its wait. */
final class ScriptedNames implements Dns {

  private final AtomicInteger asked = new AtomicInteger();
  private volatile CountDownLatch hanging = new CountDownLatch(0);
  private volatile List<InetAddress> addresses = List.of(InetAddress.getLoopbackAddress());
  private volatile @Nullable String failure;
  private volatile @Nullable Thread last;

  /** Finds these addresses from now on. */
  void find(InetAddress... found) {
    addresses = List.of(found);
    failure = null;
  }

  /** Fails from now on. */
  void fail(String words) {
    failure = words;
  }

  /** Lets lookups hang that begin from now on. */
  void hang() {
    hanging = new CountDownLatch(1);
  }

  /** Lets those that hang answer, and further ones. */
  void answer() {
    hanging.countDown();
  }

  int asked() {
    return asked.get();
  }

  /** The thread of the last lookup. */
  @Nullable Thread thread() {
    return last;
  }

  OkHttpClient client() {
    return new OkHttpClient.Builder().dns(this).build();
  }

  @Override
  public List<InetAddress> lookup(String name) throws UnknownHostException {
    last = Thread.currentThread();
    CountDownLatch end = hanging;
    asked.incrementAndGet();
    boolean interrupted = false;
    while (end.getCount() > 0) {
      try {
        end.await();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    String words = failure;
    if (words != null) {
      throw new UnknownHostException(words);
    }
    return addresses;
  }
}
