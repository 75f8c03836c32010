"""The sample's packages as records in force, read by a second path: of each key, the newest period_end."""

import duckdb

from data.schema import SUBMISSION, TABLES, ddl


def load(folder):
    connection = duckdb.connect()
    files = f"read_parquet('{folder}/*/submission.parquet')"
    connection.execute(ddl(SUBMISSION))
    connection.execute(f"INSERT INTO submission BY NAME FROM {files}")
    for table in TABLES.values():
        columns = ", ".join(column.name for column in table.columns)
        connection.execute(f"CREATE TABLE sent_{table.name} AS FROM read_parquet('{folder}/*/{table.name}.parquet')")
        connection.execute(ddl(table))
        connection.execute(
            f"INSERT INTO {table.name} SELECT {columns} FROM sent_{table.name} JOIN submission s USING (submission_id) ".replace(
                f"SELECT {columns}", "SELECT " + ", ".join(f"sent_{table.name}.{c.name}" for c in table.columns)
            )
            + f"QUALIFY row_number() OVER (PARTITION BY {', '.join(f'sent_{table.name}.{k}' for k in table.key)} "
            "ORDER BY s.period_end DESC, s.received_at DESC) = 1"
        )
    connection.execute(VIEWS)
    return connection


VIEWS = """
CREATE TABLE sample AS SELECT min(date_trunc('month', period_end))::DATE AS ps, max(period_end) AS as_of,
    year(min(period_end)) AS first_year,
    CASE WHEN month(max(period_end)) = 12 THEN year(max(period_end)) ELSE year(max(period_end)) - 1 END AS last_year
FROM submission WHERE sheet <> 'org_unit';
CREATE VIEW village AS FROM org_unit WHERE level = 'village';
CREATE VIEW stock AS SELECT m.* FROM member m, sample
    WHERE stage IN ('probationary', 'full') AND enter_date <= as_of AND (exit_date IS NULL OR exit_date > as_of);
CREATE VIEW open_post AS SELECT t.* FROM post_term t, sample
    WHERE start_date <= as_of AND (end_date IS NULL OR end_date > as_of);
CREATE VIEW full_year AS SELECT unnest(range(first_year, last_year + 1)) AS y FROM sample;
"""
