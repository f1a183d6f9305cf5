/**
 * The table behind a row effect, wherever the project declares it: a class, a
 * value or a call that the entity leads to, else the schema files around the
 * file. Read only when it is asked for, and counted among what a report rests on.
 */
import type { RowEffect } from "../analysis/effect.ts";
import type { Ledger } from "../analysis/ledger.ts";
import type { Linker } from "../analysis/linker.ts";
import type { ClassFacts } from "../analysis/module-facts.ts";
import { valuesIn } from "../analysis/order.ts";
import { calleeName } from "../analysis/unknown-calls.ts";
import type { CallValue, Value } from "../analysis/value.ts";
import { optionsOf } from "../analysis/values.ts";
import type { Project } from "../project/project.ts";
import type { SchemaLanguage } from "../project/schema-files.ts";
import { readDrizzleTable } from "./drizzle.ts";
import { readEntityClass } from "./entity-class.ts";
import { addedTo, isDocumentSchema, readDocumentSchema } from "./mongoose.ts";
import { readPrisma } from "./prisma.ts";
import { readDefinition, readInitialisation } from "./sequelize.ts";
import { readSqlTables } from "./sql.ts";
import { agreed, foldedName } from "./table.ts";
import type { Table } from "./table.ts";

export class Schemas {
  readonly #project: Project;
  readonly #ledger: Ledger;
  readonly #linker: Linker;
  /** Tables of a list of schema files; the analysis is replaced when one of them changes. */
  readonly #read = new Map<readonly string[], readonly Table[]>();

  constructor(project: Project, ledger: Ledger, linker: Linker) {
    this.#project = project;
    this.#ledger = ledger;
    this.#linker = linker;
  }

  /** Undefined: not found, contradictory, or not to be told from the code. */
  tableOf(row: RowEffect, file: string): Table | undefined {
    if (row.library === "prisma") return this.#inFiles("prisma", row, file);
    const declared = this.#declared(row);
    return (
      declared ??
      (isDocument(row) ? undefined : this.#inFiles("sql", row, file))
    );
  }

  #declared(row: RowEffect): Table | undefined {
    for (const option of optionsOf(row.entity)) {
      const entity = option.kind === "instance" ? option.of : option;
      if (entity.kind === "class") return this.#ofClass(entity.facts);
      if (entity.kind === "call" && row.library === "drizzle")
        return readDrizzleTable(entity.node);
    }
    if (row.library === "mongoose") return documentTable(row);
    return row.library === "sequelize" ? definedTable(row) : undefined;
  }

  #ofClass(facts: ClassFacts): Table | undefined {
    const table = readEntityClass(facts, this.#basesOf(facts));
    if (!table) return readInitialisation(facts);
    const { keys, isVersioned } = addedTo(`${facts.name}Schema`, facts.module);
    if (keys.length === 0 && !isVersioned) return table;
    return {
      ...table,
      keys: [...table.keys, ...keys.filter((key) => key !== undefined)],
      isComplete: table.isComplete && !keys.includes(undefined),
      ...(isVersioned && { versioning: "every" as const }),
    };
  }

  #basesOf(facts: ClassFacts): readonly ClassFacts[] {
    const bases: ClassFacts[] = [];
    for (
      let base = this.#linker.baseClass(facts);
      base && bases.length < maxBases && !bases.includes(base);
      base = this.#linker.baseClass(base)
    )
      bases.push(base);
    return bases;
  }

  /** The nearest schema that has the table; several that disagree say nothing. */
  #inFiles(
    language: SchemaLanguage,
    row: RowEffect,
    file: string,
  ): Table | undefined {
    const name = nameOfEntity(row.entity);
    if (name === undefined) return undefined;
    for (const files of this.#project.schemasAround(file, language)) {
      if (files.length > mostFiles) return undefined;
      const found = this.#tablesIn(language, files).filter(({ names }) =>
        names.some((one) => foldedName(one) === foldedName(name)),
      );
      if (found.length > 0) return agreed(found);
    }
    return undefined;
  }

  #tablesIn(
    language: SchemaLanguage,
    files: readonly string[],
  ): readonly Table[] {
    for (const path of files) this.#ledger.follow(path, 0);
    const known = this.#read.get(files);
    if (known) return known;
    const texts = files
      .map((path) => this.#project.textOf(path) ?? "")
      .filter((text) => text.length <= longestText);
    const tables =
      language === "prisma" ? texts.flatMap(readPrisma) : readSqlTables(texts);
    this.#read.set(files, tables);
    return tables;
  }
}

const maxBases = 8;
/** More migrations than these are not read, and longer texts are dumps. */
const mostFiles = 400;
const longestText = 200_000;

function nameOfEntity(entity: Value): string | undefined {
  if (entity.kind === "constant")
    return typeof entity.value === "string" ? entity.value : undefined;
  return entity.kind === "member" && typeof entity.property === "string"
    ? entity.property
    : undefined;
}

/** The schema that a Mongoose model was made with. */
function documentTable(row: RowEffect): Table | undefined {
  const name = nameOfEntity(row.entity) ?? "";
  const model = row.client.kind === "instance" ? row.client.of : row.call;
  for (const value of valuesIn(model))
    if (isDocumentSchema(value)) return readDocumentSchema(name, value);
  return undefined;
}

/** `sequelize.define("User", ...)` that the model came from. */
function definedTable(row: RowEffect): Table | undefined {
  for (const value of valuesIn(row.call))
    if (isDefinition(value)) return readDefinition(value.node);
  return undefined;
}

function isDefinition(value: Value): value is CallValue {
  return value.kind === "call" && calleeName(value.callee) === "define";
}

function isDocument({ library }: RowEffect): boolean {
  return /^(?:mongoose|mongodb|dynamodb)$/u.test(library);
}
