package com.acme.raft;

import io.microraft.model.impl.DefaultRaftModelFactory;
import io.microraft.model.log.LogEntry;
import io.microraft.model.log.RaftGroupMembersView;
import io.microraft.model.log.SnapshotChunk;
import io.microraft.model.log.SnapshotEntry;
import io.microraft.model.persistence.RaftEndpointPersistentState;
import io.microraft.model.persistence.RaftTermPersistentState;
import io.microraft.persistence.RaftStore;
import io.microraft.persistence.RestoredRaftState;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.File;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** What a member must know when it begins again: every change, one after the other, in a file. */
final class Journal implements RaftStore {
  private static final String FROM = "from";
  private static final String UNTIL = "until";

  private final DataOutputStream out;
  private RaftEndpointPersistentState self;
  private RaftGroupMembersView members;
  private RaftTermPersistentState term;
  private final TreeMap<Long, LogEntry> entries = new TreeMap<>();
  private final List<SnapshotChunk> chunks = new ArrayList<>();

  Journal(File file) throws IOException {
    if (file.exists()) {
      try (DataInputStream in =
          new DataInputStream(new BufferedInputStream(new FileInputStream(file)))) {
        while (true) {
          take(Codec.read(in), in);
        }
      } catch (EOFException end) {
        // Perhaps in the middle of what was written last, which nobody was promised.
        System.out.println("restored up to " + (entries.isEmpty() ? 0 : entries.lastKey()));
      }
    }
    out = new DataOutputStream(new BufferedOutputStream(new FileOutputStream(file, true)));
  }

  private void take(Object value, DataInputStream in) throws IOException {
    if (value instanceof LogEntry entry) {
      entries.put(entry.getIndex(), entry);
    } else if (value instanceof SnapshotChunk chunk) {
      chunks.add(chunk);
    } else if (value instanceof RaftTermPersistentState state) {
      term = state;
    } else if (value instanceof RaftEndpointPersistentState state) {
      self = state;
    } else if (value instanceof RaftGroupMembersView view) {
      members = view;
    } else if (FROM.equals(value)) {
      entries.tailMap((Long) Codec.read(in), true).clear();
    } else if (UNTIL.equals(value)) {
      entries.headMap((Long) Codec.read(in), true).clear();
    }
  }

  /** What an earlier life left, or null. */
  RestoredRaftState restored() {
    return term == null
        ? null
        : new RestoredRaftState(self, members, term, snapshot(), List.copyOf(entries.values()));
  }

  /** The last one of which all parts are there. */
  private SnapshotEntry snapshot() {
    TreeMap<Long, TreeMap<Integer, SnapshotChunk>> all = new TreeMap<>();
    for (SnapshotChunk chunk : chunks) {
      all.computeIfAbsent(chunk.getIndex(), index -> new TreeMap<>())
          .put(chunk.getSnapshotChunkIndex(), chunk);
    }
    for (TreeMap<Integer, SnapshotChunk> parts : all.descendingMap().values()) {
      SnapshotChunk any = parts.firstEntry().getValue();
      if (parts.size() == any.getSnapshotChunkCount()) {
        entries.headMap(any.getIndex(), true).clear();
        return new DefaultRaftModelFactory()
            .createSnapshotEntryBuilder()
            .setTerm(any.getTerm())
            .setIndex(any.getIndex())
            .setSnapshotChunks(List.copyOf(parts.values()))
            .setGroupMembersView(any.getGroupMembersView())
            .build();
      }
    }
    return null;
  }

  @Override
  public void persistAndFlushLocalEndpoint(RaftEndpointPersistentState state) throws IOException {
    Codec.write(out, state);
    flush();
  }

  @Override
  public void persistAndFlushInitialGroupMembers(RaftGroupMembersView view) throws IOException {
    Codec.write(out, view);
    flush();
  }

  @Override
  public void persistAndFlushTerm(RaftTermPersistentState state) throws IOException {
    Codec.write(out, state);
    flush();
  }

  @Override
  public void persistLogEntries(List<LogEntry> more) throws IOException {
    for (LogEntry entry : more) {
      Codec.write(out, entry);
    }
  }

  @Override
  public void persistSnapshotChunk(SnapshotChunk chunk) throws IOException {
    Codec.write(out, chunk);
  }

  @Override
  public void truncateLogEntriesFrom(long index) throws IOException {
    Codec.write(out, FROM);
    Codec.write(out, index);
  }

  @Override
  public void truncateLogEntriesUntil(long index) throws IOException {
    Codec.write(out, UNTIL);
    Codec.write(out, index);
  }

  @Override
  public void deleteSnapshotChunks(long index, int count) {
    // Those that are not complete are not read.
  }

  @Override
  public void flush() throws IOException {
    out.flush();
  }
}
