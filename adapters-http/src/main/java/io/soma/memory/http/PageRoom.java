package io.soma.memory.http;

import io.soma.memory.domain.read.HeapRoom;
import java.util.concurrent.atomic.AtomicLong;

/** The room of one page of hits, of which most may be needed no longer once it is read. */
final class PageRoom implements HeapRoom {

  private final HeapRoom room;
  private final AtomicLong taken = new AtomicLong();

  PageRoom(HeapRoom room) {
    this.room = room;
  }

  @Override
  public boolean tryTake(long bytes) {
    boolean isTaken = room.tryTake(bytes);
    if (isTaken) {
      taken.addAndGet(bytes);
    }
    return isTaken;
  }

  @Override
  public void giveBack(long bytes) {
    taken.addAndGet(-bytes);
    room.giveBack(bytes);
  }

  /** Gives back what the page took for hits that are not kept, if all hits are of one size. */
  void keep(int kept, int found) {
    long all = taken.get();
    giveBack(found == 0 ? all : all - all * kept / found);
  }
}
