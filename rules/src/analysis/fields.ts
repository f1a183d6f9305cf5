/** What the fields and methods of the project's classes are, inherited ones too. */
import type { Entry } from "./ledger.ts";
import { named, unresolvedModule } from "./linker.ts";
import type { Linker } from "./linker.ts";
import type {
  ClassFacts,
  FieldFacts,
  MethodFacts,
  ModuleFacts,
} from "./module-facts.ts";
import { isEmptyValue, nameOf, unwrap } from "./syntax.ts";
import type { Value } from "./value.ts";

/** Classes between a class and the base that has a method. */
const maxBases = 24;

export class Fields {
  readonly #linker: Linker;
  readonly #known = new WeakMap<ClassFacts, Map<string, Entry>>();

  constructor(linker: Linker) {
    this.#linker = linker;
  }

  /** What `this.field` holds, by annotation, initialiser, injection or constructor. */
  valueOf(facts: ClassFacts, name: string): Value | undefined {
    const known = this.#known.get(facts) ?? new Map<string, Entry>();
    this.#known.set(facts, known);
    return this.#linker.ledger.answer(known, name, () => {
      const field = facts.fields.get(name);
      if (field) return this.#fieldValue(facts, name, field);
      const base = this.baseClass(facts);
      return base && this.valueOf(base, name);
    });
  }

  #fieldValue(
    facts: ClassFacts,
    name: string,
    field: FieldFacts,
  ): Value | undefined {
    const injected = this.#injected(facts.module, field, name);
    if (injected) return injected;
    const typed =
      field.annotation &&
      this.#linker.typeValue(facts.module, field.annotation, name);
    if (typed && !isInterface(typed)) return typed;
    if (!field.init || isEmptyValue(field.init)) return typed;
    const value = named(this.#linker.evaluate(facts.module, field.init), name);
    return value.kind === "unknown" ? typed : value;
  }

  /** `@InjectRepository(User)`, `@InjectModel(User.name)`, `@Inject(TOKEN)`. */
  #injected(
    module: ModuleFacts,
    field: FieldFacts,
    name: string,
  ): Value | undefined {
    for (const decorator of field.decorators) {
      const { expression } = decorator;
      if (
        expression.type !== "CallExpression" ||
        expression.callee.type !== "Identifier"
      )
        continue;
      const [argument] = expression.arguments;
      if (!argument || expression.callee.name !== "Inject") continue;
      const token =
        argument.type === "Literal" ? String(argument.value) : nameOf(argument);
      const typed =
        field.annotation &&
        this.#linker.typeValue(module, field.annotation, name);
      if (token && (!typed || isInterface(typed) || isUnresolved(typed)))
        return {
          kind: "instance",
          of: { kind: "external", module: "token", path: [token] },
          typeArguments: [],
          name,
        };
    }
    return undefined;
  }

  baseClass(facts: ClassFacts): ClassFacts | undefined {
    const value = this.superValue(facts);
    return value?.kind === "class" && value.facts !== facts
      ? value.facts
      : undefined;
  }

  /** What a class extends: a class, or something of a package. */
  superValue(facts: ClassFacts): Value | undefined {
    if (!facts.superClass) return undefined;
    const node = unwrap(facts.superClass);
    if (node.type === "Identifier")
      return (
        this.#linker.nameIn(facts.module, node.name) ?? {
          kind: "external",
          module: unresolvedModule,
          path: [node.name],
        }
      );
    return this.#linker.evaluate(facts.module, node);
  }

  methodOf(
    facts: ClassFacts,
    name: string,
    depth = 0,
  ): { owner: ClassFacts; method: MethodFacts } | undefined {
    const method = facts.methods.get(name);
    if (method) return { owner: facts, method };
    const base = depth < maxBases ? this.baseClass(facts) : undefined;
    return base && this.methodOf(base, name, depth + 1);
  }
}

function isInterface(value: Value): boolean {
  return (
    value.kind === "instance" &&
    value.of.kind === "external" &&
    value.of.module.startsWith("/")
  );
}

function isUnresolved(value: Value): boolean {
  return (
    value.kind === "instance" &&
    value.of.kind === "external" &&
    value.of.module === unresolvedModule
  );
}
