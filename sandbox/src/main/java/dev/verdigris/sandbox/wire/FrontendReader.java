package dev.verdigris.sandbox.wire;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what a client sends. */
public final class FrontendReader {

    private static final int PROTOCOL_3 = 3;
    private static final int CANCEL_CODE = 80877102;
    private static final int SSL_CODE = 80877103;
    private static final int GSS_CODE = 80877104;

    private final DataInputStream input;

    /** Reads from {@code input}, which should be buffered. */
    public FrontendReader(InputStream input) {
        this.input = new DataInputStream(input);
    }

    /** The next packet before the session; empty when the client has gone. */
    public Optional<StartupRequest> startup() throws IOException {
        int first = input.read();
        if (first < 0) {
            return Optional.empty();
        }
        int length = (first << 24) | (input.readUnsignedByte() << 16) | input.readUnsignedShort();
        if (length < 8 || length > WireLimits.STARTUP_MESSAGE) {
            throw new ProtocolViolation("invalid length of startup packet");
        }
        MessageBody body = new MessageBody(readFully(length - 4));
        int code = body.int32();
        return Optional.of(
                switch (code) {
                    case SSL_CODE -> new StartupRequest.Ssl();
                    case GSS_CODE -> new StartupRequest.GssEncryption();
                    case CANCEL_CODE -> new StartupRequest.Cancel(body.int32(), body.int32());
                    default -> startup(code, body);
                });
    }

    private static StartupRequest startup(int version, MessageBody body) throws ProtocolViolation {
        int major = version >>> 16;
        int minor = version & 0xffff;
        if (major != PROTOCOL_3 || minor != 0) {
            return new StartupRequest.OtherVersion(major, minor);
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String name = body.string(); !name.isEmpty(); name = body.string()) {
            parameters.put(name, body.string());
        }
        body.end();
        return new StartupRequest.Startup(parameters);
    }

    /** The next message of the session; empty when the client has gone between two messages. */
    public Optional<FrontendMessage> next() throws IOException {
        int type = input.read();
        if (type < 0) {
            return Optional.empty();
        }
        int length = input.readInt();
        if (length < 4) {
            throw new ProtocolViolation("invalid message length");
        }
        if (length > WireLimits.FRONTEND_MESSAGE) {
            throw new ProtocolViolation(
                    "54000",
                    "message of " + length + " bytes exceeds the limit of " + WireLimits.FRONTEND_MESSAGE + " bytes");
        }
        return Optional.of(decode((char) type, new MessageBody(readFully(length - 4))));
    }

    private static FrontendMessage decode(char type, MessageBody body) throws ProtocolViolation {
        FrontendMessage message = switch (type) {
            case 'Q' -> new FrontendMessage.Query(body.string());
            case 'P', 'B', 'D', 'E', 'C' -> extended(type, body);
            case 'H' -> new FrontendMessage.Flush();
            case 'S' -> new FrontendMessage.Sync();
            case 'X' -> new FrontendMessage.Terminate();
            case 'p' -> new FrontendMessage.Password(body.string());
            case 'd', 'c', 'f' -> {
                body.skipRest();
                yield new FrontendMessage.CopyInput();
            }
            case 'F' -> {
                body.skipRest();
                yield new FrontendMessage.FunctionCall();
            }
            default -> throw new ProtocolViolation("invalid frontend message type " + (int) type);
        };
        body.end();
        return message;
    }

    private static FrontendMessage.Extended extended(char type, MessageBody body) throws ProtocolViolation {
        return switch (type) {
            case 'P' -> parse(body);
            case 'B' -> bind(body);
            case 'D' -> new FrontendMessage.Describe(target(body), body.string());
            case 'E' -> new FrontendMessage.Execute(body.string(), Math.max(0, body.int32()));
            case 'C' -> new FrontendMessage.Close(target(body), body.string());
            default -> throw new IllegalArgumentException("not a message of the extended protocol: " + type);
        };
    }

    private static FrontendMessage.Parse parse(MessageBody body) throws ProtocolViolation {
        String name = body.string();
        String sql = body.string();
        List<Integer> types = new ArrayList<>();
        for (int left = body.count(); left > 0; left--) {
            types.add(body.int32());
        }
        return new FrontendMessage.Parse(name, sql, types);
    }

    private static FrontendMessage.Bind bind(MessageBody body) throws ProtocolViolation {
        String portal = body.string();
        String statement = body.string();
        byte[] encoded = body.rest();
        int formats = body.count();
        for (int left = formats; left > 0; left--) {
            format(body);
        }
        int parameters = body.count();
        if (formats > 1 && formats != parameters) {
            throw new ProtocolViolation(
                    "bind message has " + formats + " parameter formats but " + parameters + " parameters");
        }
        for (int left = parameters; left > 0; left--) {
            int length = body.int32();
            if (length != -1) {
                body.skip(length);
            }
        }
        List<Integer> resultFormats = new ArrayList<>();
        for (int left = body.count(); left > 0; left--) {
            resultFormats.add(format(body));
        }
        return new FrontendMessage.Bind(
                portal, statement, new BoundValues(parameters, resultFormats, new BoundValues.Encoded(encoded)));
    }

    private static int format(MessageBody body) throws ProtocolViolation {
        int format = body.int16();
        if (format != 0 && format != 1) {
            throw new ProtocolViolation("unknown format code: " + format);
        }
        return format;
    }

    private static FrontendMessage.Target target(MessageBody body) throws ProtocolViolation {
        byte kind = body.int8();
        return switch (kind) {
            case 'S' -> FrontendMessage.Target.STATEMENT;
            case 'P' -> FrontendMessage.Target.PORTAL;
            default -> throw new ProtocolViolation("invalid describe or close subtype " + kind);
        };
    }

    private byte[] readFully(int length) throws IOException {
        byte[] bytes = input.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("the client went away within a message");
        }
        return bytes;
    }
}
