package dev.heed.sandbox.dynamics365;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.http.HttpStatus;

/** {@code $batch}: many requests in one, in order; those of a change set take effect together or not at all. */
final class Batch {

    private static final int MOST = 1000;
    private static final Pattern REQUEST_LINE = Pattern.compile("([A-Z]+) (\\S+) HTTP/1\\.1");
    private static final Pattern REFERENCE = Pattern.compile("^\\$(\\w+)");

    private final WebApi api;

    Batch(WebApi api) {
        this.api = api;
    }

    Answer answer(Call call) {
        List<Multipart> parts = parts(call.header("content-type").orElse(""), call.body());
        if (parts.stream().mapToInt(Batch::requests).sum() > MOST) {
            throw new WebApiException(400, "0x80048d19", "The number of operations in a batch must not exceed " + MOST + ".");
        }
        boolean goOn = call.prefers("odata.continue-on-error");
        String boundary = "batchresponse_" + UUID.randomUUID();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int status = 200;
        for (Multipart part : parts) {
            int worst = isChangeSet(part) ? changeSet(call, part, boundary, out) : single(call, part, boundary, out);
            if (worst >= 400 && !goOn) {
                status = worst;
                break;
            }
        }
        write(out, "--" + boundary + "--\r\n");
        Answer head = Answer.of(status).with("Content-Type", "multipart/mixed; boundary=" + boundary);
        return new Answer(status, head.headers(), out.toByteArray());
    }

    private int single(Call call, Multipart part, String boundary, ByteArrayOutputStream out) {
        Answer answer = api.answer(() -> api.one(inner(call, part)));
        write(out, boundary, part, answer);
        return answer.status();
    }

    private int changeSet(Call call, Multipart set, String boundary, ByteArrayOutputStream out) {
        String inside = "changesetresponse_" + UUID.randomUUID();
        write(out, "--" + boundary + "\r\nContent-Type: multipart/mixed; boundary=" + inside + "\r\n\r\n");
        List<Multipart> parts = inside(set);
        List<Answer> answers = new ArrayList<>();
        Answer refusal = api.answer(() -> {
            Set<String> ids = new HashSet<>();
            for (Multipart part : parts) {
                if (part.headers().get("content-id") == null || !ids.add(part.headers().get("content-id"))) {
                    throw WebApiException.badRequest("Content-ID header not present or not unique in the change set.");
                }
            }
            return api.write(transaction -> {
                Map<String, String> created = new HashMap<>();
                for (Multipart part : parts) {
                    Call inner = inner(call, part, created);
                    if (inner.method().equals("GET")) {
                        throw WebApiException.badRequest("The HTTP method 'GET' is not allowed in a change set.");
                    }
                    Answer answer = api.edit(inner, transaction);
                    answers.add(answer);
                    created.put(part.headers().get("content-id"), answer.headers().getOrDefault("OData-EntityId", ""));
                }
                return Answer.of(200);
            });
        });
        if (refusal.failed()) {
            write(out, inside, parts.get(Math.min(answers.size(), parts.size() - 1)), refusal);
        } else {
            for (int i = 0; i < answers.size(); i++) {
                write(out, inside, parts.get(i), answers.get(i));
            }
        }
        write(out, "--" + inside + "--\r\n");
        return refusal.status();
    }

    private static int requests(Multipart part) {
        return isChangeSet(part) ? inside(part).size() : 1;
    }

    private static List<Multipart> inside(Multipart set) {
        // the line end before the outer delimiter belongs to that delimiter
        return parts(set.headers().get("content-type"), Multipart.bytes(Multipart.latin(set.content()) + "\r\n"));
    }

    private static boolean isChangeSet(Multipart part) {
        return Multipart.boundary(part.headers().getOrDefault("content-type", "")).isPresent();
    }

    private static List<Multipart> parts(String contentType, byte[] body) {
        List<Multipart> parts = Multipart.parts(body, Multipart.boundary(contentType).orElseThrow(() -> new WebApiException(415,
                "0x80060888", "The request entity's media type '" + contentType + "' is not supported for this resource.")));
        if (parts.isEmpty()) {
            throw Multipart.unreadable();
        }
        return parts;
    }

    private static Call inner(Call outer, Multipart part) {
        return inner(outer, part, Map.of());
    }

    private static Call inner(Call outer, Multipart part, Map<String, String> created) {
        if (!part.headers().getOrDefault("content-type", "").equalsIgnoreCase("application/http")
                || !part.headers().getOrDefault("content-transfer-encoding", "").equalsIgnoreCase("binary")) {
            throw WebApiException.badRequest("A part must be application/http with Content-Transfer-Encoding: binary.");
        }
        String text = Multipart.latin(part.content());
        int lineEnd = text.indexOf("\r\n");
        Matcher line = REQUEST_LINE.matcher(lineEnd < 0 ? text : text.substring(0, lineEnd));
        if (lineEnd < 0 || !line.matches()) {
            throw Multipart.unreadable();
        }
        String rest = text.substring(lineEnd + 2);
        Multipart request = rest.isBlank() || rest.startsWith("\r\n") ? new Multipart(Map.of(), new byte[0]) : Multipart.part(rest);
        String[] address = relative(line.group(2), outer.base(), created).split("\\?", 2);
        byte[] body = referring(request.content(), created);
        return new Call(outer.base(), line.group(1), address[0], address.length > 1 ? address[1] : "", request.headers(), body);
    }

    private static String relative(String address, String base, Map<String, String> created) {
        Matcher reference = REFERENCE.matcher(address);
        if (reference.find() && !reference.group(1).equals("batch")) {
            return entity(reference.group(1), created).substring(base.length()) + address.substring(reference.end());
        }
        int root = address.indexOf("/api/data/v9.2/");
        return root < 0 ? address : address.substring(root + "/api/data/v9.2/".length());
    }

    /** Replaces references to rows created before in the same change set. */
    private static byte[] referring(byte[] body, Map<String, String> created) {
        String text = Multipart.latin(body);
        return Multipart.bytes(Pattern.compile("(@odata\\.bind\"\\s*:\\s*\")\\$(\\w+)\"").matcher(text)
                .replaceAll(match -> Matcher.quoteReplacement(match.group(1) + entity(match.group(2), created) + "\"")));
    }

    private static String entity(String contentId, Map<String, String> created) {
        String entity = created.getOrDefault(contentId, "");
        if (entity.isEmpty()) {
            throw WebApiException.badRequest("Content-ID Reference: '$" + contentId + "' does not exist in the batch context.");
        }
        return entity;
    }

    private static void write(ByteArrayOutputStream out, String boundary, Multipart part, Answer answer) {
        StringBuilder head = new StringBuilder("--" + boundary + "\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n");
        if (part.headers().containsKey("content-id")) {
            head.append("Content-ID: ").append(part.headers().get("content-id")).append("\r\n");
        }
        HttpStatus status = HttpStatus.valueOf(answer.status());
        head.append("\r\nHTTP/1.1 ").append(status.value()).append(' ').append(status.getReasonPhrase()).append("\r\n");
        answer.headers().forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        write(out, head + "\r\n");
        out.writeBytes(answer.body());
        write(out, "\r\n");
    }

    private static void write(ByteArrayOutputStream out, String text) {
        out.writeBytes(Multipart.bytes(text));
    }
}
