package com.acme.raft;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The library's own messages and log entries as bytes: whatever their fields hold. */
final class Codec {
  private static final String MODEL = "io.microraft.model.impl.";

  private Codec() {}

  static void write(DataOutputStream out, Object value) throws IOException {
    if (value == null) {
      out.writeByte('n');
    } else if (value instanceof Integer number) {
      out.writeByte('i');
      out.writeInt(number);
    } else if (value instanceof Long number) {
      out.writeByte('l');
      out.writeLong(number);
    } else if (value instanceof Boolean flag) {
      out.writeByte('b');
      out.writeBoolean(flag);
    } else if (value instanceof String text) {
      out.writeByte('s');
      out.writeUTF(text);
    } else if (value instanceof Peer peer) {
      out.writeByte('p');
      out.writeUTF(peer.name());
    } else if (value instanceof Collection<?> all) {
      out.writeByte('c');
      out.writeInt(all.size());
      for (Object one : all) {
        write(out, one);
      }
    } else {
      writeModel(out, value);
    }
  }

  private static void writeModel(DataOutputStream out, Object model) throws IOException {
    String name = model.getClass().getName();
    if (!name.startsWith(MODEL)) {
      throw new IOException("no bytes for a " + name);
    }
    out.writeByte('m');
    out.writeUTF(name.substring(MODEL.length()));
    try {
      for (Field field : fields(model.getClass())) {
        write(out, field.get(model));
      }
    } catch (IllegalAccessException impossible) {
      throw new IOException(impossible);
    }
  }

  static Object read(DataInputStream in) throws IOException {
    byte kind = in.readByte();
    switch (kind) {
      case 'n':
        return null;
      case 'i':
        return in.readInt();
      case 'l':
        return in.readLong();
      case 'b':
        return in.readBoolean();
      case 's':
        return in.readUTF();
      case 'p':
        return new Peer(in.readUTF());
      case 'c':
        List<Object> all = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
          all.add(read(in));
        }
        return all;
      case 'm':
        return readModel(in);
      default:
        throw new IOException("no value begins with " + kind);
    }
  }

  private static Object readModel(DataInputStream in) throws IOException {
    try {
      Class<?> type = Class.forName(MODEL + in.readUTF());
      Object model = type.getConstructor().newInstance();
      for (Field field : fields(type)) {
        field.set(model, read(in));
      }
      Field builder = type.getDeclaredField("builder");
      builder.setAccessible(true);
      builder.set(model, null); // no longer one
      return model;
    } catch (ReflectiveOperationException unknown) {
      throw new IOException(unknown);
    }
  }

  /** In one order, whatever the JVM's. */
  private static List<Field> fields(Class<?> type) {
    List<Field> fields = new ArrayList<>();
    for (Class<?> each = type; each != Object.class; each = each.getSuperclass()) {
      for (Field field : each.getDeclaredFields()) {
        if (!Modifier.isStatic(field.getModifiers()) && !field.getName().equals("builder")) {
          field.setAccessible(true);
          fields.add(field);
        }
      }
    }
    fields.sort((a, b) -> a.getName().compareTo(b.getName()));
    return fields;
  }
}
