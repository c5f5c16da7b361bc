package kxray;

// A real Trino in this process, asked line by line: each line of standard input is one SQL
// statement as a JSON text, each line of standard output its answer. Whoever starts the process
// decides what to ask (run-trino-test.ts); nothing here knows a table or a query.

import com.fasterxml.jackson.databind.ObjectMapper;
import io.trino.Session;
import io.trino.plugin.memory.MemoryPlugin;
import io.trino.testing.DistributedQueryRunner;
import io.trino.testing.MaterializedResult;
import io.trino.testing.MaterializedRow;
import io.trino.testing.TestingSession;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

public final class TrinoByLine {
    private static final ObjectMapper JSON = new ObjectMapper();

    private TrinoByLine() {}

    public static void main(String[] arguments) {
        int code = 0;
        try {
            answerAll();
        }
        catch (Exception | LinkageError failure) {
            failure.printStackTrace();
            code = 1;
        }
        // Trino leaves threads behind that would keep the process alive.
        System.exit(code);
    }

    private static void answerAll() throws Exception {
        // Whatever else prints must not get between the answers.
        PrintStream answers = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        System.setOut(System.err);
        Session session = TestingSession.testSessionBuilder()
                .setCatalog("memory").setSchema("default").build();
        try (DistributedQueryRunner trino =
                DistributedQueryRunner.builder(session).setNodeCount(1).build()) {
            trino.installPlugin(new MemoryPlugin());
            trino.createCatalog("memory", "memory", Map.of());
            answers.println(JSON.writeValueAsString(Map.of("address", addressOf(trino))));
            BufferedReader lines = new BufferedReader(
                    new InputStreamReader(System.in, StandardCharsets.UTF_8));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                answers.println(JSON.writeValueAsString(answer(trino, JSON.readValue(line, String.class))));
            }
        }
    }

    private static String addressOf(DistributedQueryRunner trino) {
        return trino.getCoordinator().getBaseUrl().toString();
    }

    private static Map<String, Object> answer(DistributedQueryRunner trino, String sql) {
        try {
            MaterializedResult result = trino.execute(sql);
            List<Map<String, String>> columns = new ArrayList<>();
            for (int at = 0; at < result.getTypes().size(); at++) {
                columns.add(Map.of(
                        "name", result.getColumnNames().get(at),
                        "type", result.getTypes().get(at).getBaseName()));
            }
            List<List<String>> rows = new ArrayList<>();
            for (MaterializedRow row : result.getMaterializedRows()) {
                List<String> texts = new ArrayList<>();
                for (Object value : row.getFields()) {
                    texts.add(value == null ? null : value.toString());
                }
                rows.add(texts);
            }
            return Map.of("columns", columns, "rows", rows);
        }
        catch (RuntimeException failure) {
            return Map.of("error", String.valueOf(failure.getMessage()));
        }
    }
}
