"""在 Spark 集群上判断一列文字。

    spark-submit --master spark://… --conf spark.pyspark.python=./env/bin/python \
        --archives env.tar.gz#env examples/spark_job.py \
        工单.parquet 判断.parquet --text-field 诉求内容 --prefix jf_

输入输出是 parquet、json（一行一个）或 csv，看后缀；写不下嵌套的列，所以输出没有 csv。
怎么打包环境、要多少内存，见 docs/integrations.md。
"""

from __future__ import annotations

import argparse
import sys
from pathlib import PurePath
from typing import Any

from pyspark.sql import DataFrame, Observation, SparkSession, functions

from jianfu_rules import Classifier, JianfuError
from jianfu_rules.integrations.spark import classify_frame

FORMATS = {".parquet": "parquet", ".json": "json", ".jsonl": "json", ".csv": "csv"}


def read_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="在 Spark 集群上判断一列文字")
    parser.add_argument("input", help="文件或文件夹，所有节点都读得到的地方")
    parser.add_argument("output", help="结果写进这个文件夹；不能是已有的")
    parser.add_argument("--input-format", choices=sorted(set(FORMATS.values())))
    parser.add_argument("--output-format", choices=["json", "parquet"])
    parser.add_argument("--text-field", default="text", help="正文在哪一列")
    parser.add_argument(
        "--part", action="append", default=[], help="其他部分，如 reply=答复内容"
    )
    parser.add_argument("--columns", help="只要这些列，逗号隔开；不写就都要")
    parser.add_argument("--prefix", default="", help="加在结果的列名前面")
    parser.add_argument("--rules", help="规则目录，在提交任务的机器上")
    parser.add_argument("--locality", help="叠加哪个地方的规则")
    parser.add_argument("--noise", default="usual", help="容忍哪些差错")
    parser.add_argument("--no-model", action="store_true", help="只用规则")
    parser.add_argument("--partitions", type=int, help="分成几份；不写由 Spark 定")
    parser.add_argument(
        "--stream", metavar="检查点", help="一直看着输入文件夹，来一个做一个"
    )
    parser.add_argument(
        "--until-done", action="store_true", help="同 --stream 用：做完现有的就停"
    )
    return parser.parse_args()


def format_of(path: str, named: str | None, usual: str) -> str:
    return named or FORMATS.get(PurePath(path).suffix.lower(), usual)


def classified(frame: DataFrame, options: argparse.Namespace) -> DataFrame:
    """Return the frame with the verdicts, by the rules that were asked for."""
    classifier = Classifier.load(
        options.rules,
        noise=options.noise,
        locality=options.locality,
        fallback=None if options.no_model else "bundled",
    )
    parts = dict(part.split("=", 1) for part in options.part)
    return classify_frame(
        frame,
        {"body": options.text_field, **parts} if parts else options.text_field,
        columns=options.columns.split(",") if options.columns else None,
        prefix=options.prefix,
        classifier=classifier,
    )


def run_batch(spark: SparkSession, options: argparse.Namespace) -> None:
    kind = format_of(options.input, options.input_format, "parquet")
    frame = spark.read.format(kind).options(header=True).load(options.input)
    if options.partitions:
        frame = frame.repartition(options.partitions)
    found = classified(frame, options)
    seen = Observation()
    counts = [functions.count(functions.lit(1)).alias("rows")]
    for name, what in (("complaints", "is_complaint"), ("errors", "error")):
        column = options.prefix + what
        if column in found.columns:
            is_one = (
                functions.col(column)
                if what == "is_complaint"
                else functions.col(column).isNotNull()
            )
            counts.append(functions.count_if(is_one).alias(name))
    target = format_of(options.output, options.output_format, "parquet")
    found.observe(seen, *counts).write.format(target).save(options.output)
    said: dict[str, Any] = seen.get
    print(f"共 {said['rows']} 条", end="")
    print(f"，反映问题 {said['complaints']} 条" if "complaints" in said else "", end="")
    print(f"，没有分析 {said['errors']} 条" if "errors" in said else "")


def run_stream(spark: SparkSession, options: argparse.Namespace) -> None:
    kind = format_of(options.input, options.input_format, "json")
    # A stream must know its columns before the first file comes: those there now.
    now = spark.read.format(kind).options(header=True).load(options.input)
    frame = spark.readStream.format(kind).options(header=True).schema(now.schema)
    target = format_of(options.output, options.output_format, "json")
    writing = (
        classified(frame.load(options.input), options)
        .writeStream.format(target)
        .option("checkpointLocation", options.stream)
    )
    if options.until_done:
        writing = writing.trigger(availableNow=True)
    writing.start(options.output).awaitTermination()


def main() -> int:
    options = read_arguments()
    spark = SparkSession.builder.appName("jianfu").getOrCreate()
    try:
        (run_stream if options.stream else run_batch)(spark, options)
    except JianfuError as error:
        print(error, file=sys.stderr)
        return 2
    finally:
        spark.stop()
    return 0


if __name__ == "__main__":
    sys.exit(main())
